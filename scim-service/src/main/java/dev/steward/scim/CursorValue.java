package dev.steward.scim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** The values that rows are sorted by, as texts that keep their types. */
final class CursorValue {

  private CursorValue() {}

  static String write(Object value) {
    return switch (value) {
      case String text -> "s" + text;
      case UUID id -> "u" + id;
      case Instant instant -> "t" + instant;
      case LocalDate day -> "d" + day;
      case Integer number -> "i" + number;
      case Boolean flag -> "b" + flag;
      default -> throw new IllegalArgumentException("nothing is sorted by " + value.getClass());
    };
  }

  static Object read(String text) {
    String value = text.substring(1);
    return switch (text.charAt(0)) {
      case 's' -> value;
      case 'u' -> UUID.fromString(value);
      case 't' -> Instant.parse(value);
      case 'd' -> LocalDate.parse(value);
      case 'i' -> Integer.valueOf(value);
      case 'b' -> Boolean.valueOf(value);
      default -> throw new IllegalArgumentException("a value of no type");
    };
  }
}
