package dev.steward.console.errand;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody filled in before, for the form that they come back to.
 *
 * @param error why that would not do; null for who merely comes back
 */
public record Again(Map<String, List<String>> fields, @Nullable String error) {

  /** A form that nobody has filled in. */
  public static final Again NONE = new Again(Map.of(), null);

  public Again {
    fields = Map.copyOf(fields);
  }

  /** Whether a box was ticked, or one of several chosen. */
  public boolean has(String name, @Nullable Object value) {
    return fields.getOrDefault(name, List.of()).contains(String.valueOf(value));
  }

  /** What was typed into a field, or nothing. */
  public String text(String name) {
    String text = Chosen.one(fields, name);
    return text == null ? "" : text;
  }
}
