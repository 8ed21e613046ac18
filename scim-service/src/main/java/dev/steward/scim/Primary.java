package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The one value that is to be preferred among several (RFC 7643 section 2.4). */
final class Primary {

  private static final String PART = "primary";

  private Primary() {}

  /** How many values claim to be the one. */
  static long count(ArrayNode values) {
    long count = 0;
    for (JsonNode value : values) {
      count += isPrimary(value) ? 1 : 0;
    }
    return count;
  }

  /** RFC 7644 section 3.5.2: a value that becomes the primary one ends that of all others. */
  static void yieldTo(int risen, ArrayNode values) {
    if (!isPrimary(values.get(risen))) {
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      if (i != risen && isPrimary(values.get(i)) && values.get(i) instanceof ObjectNode members) {
        members.put(PART, false);
      }
    }
  }

  private static boolean isPrimary(JsonNode value) {
    return value.path(PART).asText("").equalsIgnoreCase("true");
  }
}
