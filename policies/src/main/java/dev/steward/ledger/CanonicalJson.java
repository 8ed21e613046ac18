package dev.steward.ledger;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON that has one text per value: keys sorted, no space between tokens, and only texts, whole
 * numbers, booleans, lists and maps, because fractions have many spellings.
 */
final class CanonicalJson {

  private static final int DEEPEST = 16;

  private CanonicalJson() {}

  /** The same map with sorted keys, unmodifiable through and through. */
  static Map<String, Object> canonical(Map<String, Object> map) {
    return map(map, 0);
  }

  static String write(Map<String, Object> map) {
    return JSONObjectUtils.toJSONString(canonical(map));
  }

  static Map<String, Object> read(String text) {
    try {
      @Nullable Map<String, Object> object = JSONObjectUtils.parse(text);
      if (object == null) {
        throw new IllegalArgumentException("null is not a JSON object");
      }
      return canonical(object);
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a JSON object: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> map(Map<?, ?> map, int depth) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(text(key), value(value, depth + 1)));
    return Collections.unmodifiableMap(sorted);
  }

  private static Object value(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("nested deeper than " + DEEPEST + " levels");
    }
    return switch (value) {
      case String text -> text(text);
      case Boolean truth -> truth;
      case Integer number -> number.longValue();
      case Long number -> number;
      case List<?> list -> list.stream().map(item -> value(item, depth + 1)).toList();
      case Map<?, ?> map -> map(map, depth);
      case null ->
          throw new IllegalArgumentException("a ledger entry leaves out what is absent; no nulls");
      default ->
          throw new IllegalArgumentException(
              "a ledger entry holds texts, whole numbers, booleans, lists and maps, not "
                  + value.getClass().getName());
    };
  }

  /** Refuses half a surrogate pair: as bytes it would be the same as a question mark. */
  private static String text(@Nullable Object key) {
    if (!(key instanceof String text) || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("a key or text is not well-formed Unicode");
    }
    return text;
  }
}
