package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Mutability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The values of a multi-valued attribute under a PATCH, in which none is there twice.
 *
 * <p>They are looked up by {@code value}: a group may have very many members.
 *
 * @param attribute whose values they are
 * @param present the values as they are
 */
record SeveralValues(AttributeDefinition attribute, ArrayNode present) {

  /** What is said about a value, and does not make it another one (RFC 7643 section 2.4). */
  private static final Set<String> REMARKS = Set.of("display", "displayname", "$ref", "primary");

  /** A value that is there already is not added again; what is newly said about it is kept. */
  void add(JsonNode values) {
    Map<JsonNode, List<Integer>> known = new HashMap<>();
    for (int i = 0; i < present.size(); i++) {
      known.computeIfAbsent(key(present.get(i)), none -> new ArrayList<>()).add(i);
    }
    for (JsonNode each : each(values)) {
      if (!each.isNull()) {
        List<Integer> alike = known.computeIfAbsent(key(each), none -> new ArrayList<>());
        int place = alike.stream().filter(i -> isSame(present.get(i), each)).findFirst().orElse(-1);
        if (place < 0) {
          place = present.size();
          present.add(each);
          alike.add(place);
        } else if (present.get(place) instanceof ObjectNode one
            && each instanceof ObjectNode more) {
          PatchOperation.merge(more, one);
        }
        Primary.yieldTo(place, present);
      }
    }
  }

  /**
   * Entra ID names the values to remove in the value, and not in the path. Who names none there, as
   * in an empty list, had none to remove.
   */
  void remove(JsonNode values) {
    Map<JsonNode, List<JsonNode>> gone = new HashMap<>();
    each(values).forEach(one -> gone.computeIfAbsent(key(one), none -> new ArrayList<>()).add(one));
    ArrayNode kept = ScimJson.array();
    for (JsonNode one : present) {
      if (Stream.of(key(one), MissingNode.getInstance())
          .flatMap(key -> gone.getOrDefault(key, List.of()).stream())
          .noneMatch(wanted -> isSame(one, wanted))) {
        kept.add(one);
      }
    }
    present.removeAll();
    present.addAll(kept);
  }

  /** A single value may stand without its list. */
  static JsonNode each(JsonNode values) {
    return values.isArray() ? values : ScimJson.array().add(values);
  }

  /** By what a value is looked up: two that differ in case only are one where case is nothing. */
  private JsonNode key(JsonNode one) {
    JsonNode value = value(one);
    boolean isExact = Schema.part(attribute, "value").orElse(attribute).isCaseExact();
    return isExact || !value.isTextual()
        ? value
        : TextNode.valueOf(value.textValue().toLowerCase(Locale.ROOT));
  }

  private static JsonNode value(JsonNode one) {
    return one.isObject() ? one.path("value") : one;
  }

  /** Whether a value is the one that another names, by all that is not just said about it. */
  private boolean isSame(JsonNode present, JsonNode wanted) {
    if (!(wanted instanceof ObjectNode members)) {
      return alike(value(present), wanted);
    }
    List<String> said =
        members.properties().stream()
            .filter(member -> !member.getValue().isNull())
            .map(Map.Entry::getKey)
            .toList();
    List<String> naming =
        said.stream().filter(name -> !isRemark(name.toLowerCase(Locale.ROOT))).toList();
    return !said.isEmpty()
        && (naming.isEmpty() ? said : naming)
            .stream().allMatch(name -> alike(present.path(name), members.path(name)));
  }

  /** A type that we tell, as that of a group's member, is the client's remark. */
  private boolean isRemark(String name) {
    return REMARKS.contains(name)
        || (name.equals("type")
            && Schema.part(attribute, name)
                .filter(type -> type.getMutability() == Mutability.IMMUTABLE)
                .isPresent());
  }

  private static boolean alike(JsonNode one, JsonNode other) {
    if (one.isTextual() && other.isTextual()) {
      return one.textValue().equalsIgnoreCase(other.textValue());
    }
    return one.equals(other);
  }
}
