package dev.steward.ledger;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object, each asked for by name and type. */
record Members(Map<String, Object> values) {

  String text(String name) {
    return typed(name, String.class);
  }

  long number(String name) {
    return typed(name, Long.class);
  }

  @Nullable String optional(String name) {
    return values.containsKey(name) ? text(name) : null;
  }

  // JSON objects have texts as keys, and the reader lets no null pass
  @SuppressWarnings("unchecked")
  Map<String, Object> map(String name) {
    return typed(name, Map.class);
  }

  private <T> T typed(String name, Class<T> type) {
    Object value = values.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "not a ledger entry: " + name + (value == null ? " is missing" : " has a wrong type"));
    }
    return type.cast(value);
  }
}
