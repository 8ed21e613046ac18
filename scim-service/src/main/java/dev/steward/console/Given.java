package dev.steward.console;

import dev.steward.address.AddressPart;
import jakarta.ws.rs.BadRequestException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What somebody filled in, in a form or an address. An empty field asks for everything. */
public final class Given {

  /** What is said of a day that is none. */
  public static final String A_DAY = "a day is written like 2026-05-01";

  /** What is said of a place in a list that is none. */
  public static final String A_PLACE =
      "the place in the list cannot be read; begin at its first page";

  private Given() {}

  /**
   * What a reading gives, refused in words of the page.
   *
   * @param sentence what can be read, for whoever gave something else
   */
  public static <T extends @Nullable Object> T read(String sentence, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (BadRequestException e) {
      throw new BadRequestException(sentence, e);
    }
  }

  /** The text of a field without the space around it; null when it is empty. */
  public static @Nullable String text(@Nullable String field) {
    return field == null || field.isBlank() ? null : field.strip();
  }

  /** Adds a field to the parts of a query, unless it is empty. */
  public static void add(List<String> parts, String name, @Nullable String field) {
    String text = text(field);
    if (text != null) {
      parts.add(name + "=" + AddressPart.of(text));
    }
  }
}
