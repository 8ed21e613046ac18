package dev.steward.scim;

import java.util.Arrays;
import java.util.Locale;

/** The constants of the domain as SCIM spells them: {@code AI_AGENT} is {@code aiAgent}. */
final class Words {

  private Words() {}

  static String of(Enum<?> constant) {
    String[] parts = constant.name().toLowerCase(Locale.ROOT).split("_", -1);
    StringBuilder word = new StringBuilder(parts[0]);
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      word.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
    }
    return word.toString();
  }

  static String[] of(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Words::of).toArray(String[]::new);
  }

  /** The constant that the word, in any case, stands for. The schema has checked that it is one. */
  static <E extends Enum<E>> E as(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                ScimException.invalidValue(
                    "%s is not one of %s".formatted(word, String.join(", ", of(type)))));
  }
}
