package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;

/** Whether a client says of a value what is so already, wholly or in part. */
final class SameWords {

  private SameWords() {}

  /** RFC 7643 section 2.5: null, an empty list and nothing are alike. */
  static boolean says(JsonNode said, JsonNode present) {
    if (isNothing(said) || isNothing(present)) {
      return isNothing(said) && isNothing(present);
    }
    if (said.isArray() && present.isArray()) {
      return said.size() == present.size()
          && IntStream.range(0, said.size()).allMatch(i -> says(said.get(i), present.get(i)));
    }
    if (said.isObject() && present.isObject()) {
      return said.properties().stream()
          .allMatch(member -> says(member.getValue(), present.path(member.getKey())));
    }
    return said.equals(present);
  }

  private static boolean isNothing(JsonNode value) {
    return value.isMissingNode() || value.isNull() || (value.isContainerNode() && value.isEmpty());
  }
}
