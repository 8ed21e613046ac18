package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Type;
import dev.steward.scim.Patch.Verb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One operation of a PATCH, on one attribute. */
record PatchOperation(Verb verb, PatchPath path, JsonNode value) {

  void applyTo(ObjectNode document) {
    AttributePath target = path.target();
    ObjectNode holder = target.isExtension() ? object(document, target.urn()) : document;
    if (target.isReadOnly()) {
      refuseUnlessSame(holder);
    } else if (!target.attribute().isMultiValued()) {
      single(holder);
    } else if (path.filter() != null || target.sub() != null) {
      new PatchedValues(verb, path, value).applyTo(holder);
    } else {
      many(holder);
    }
  }

  /** Clients send ids and the like along with what they mean; only a different value is refused. */
  private void refuseUnlessSame(ObjectNode holder) {
    AttributePath target = path.target();
    JsonNode present = holder.path(target.name());
    JsonNode part = target.sub() == null ? present : present.path(Schema.name(target.sub()));
    if (verb == Verb.REMOVE || !part.equals(value)) {
      throw ScimException.mutability(target.toString());
    }
  }

  private void single(ObjectNode holder) {
    AttributePath target = path.target();
    if (target.sub() == null) {
      set(holder, target.attribute());
    } else if (verb != Verb.REMOVE || holder.has(target.name())) {
      set(object(holder, target.name()), target.sub());
    }
  }

  private void set(ObjectNode holder, AttributeDefinition attribute) {
    String name = Schema.name(attribute);
    if (verb == Verb.REMOVE || value.isNull()) {
      holder.remove(name);
    } else if (attribute.isMultiValued() && verb == Verb.ADD) {
      append(list(holder, name), value);
    } else if (attribute.getType() == Type.COMPLEX
        && holder.get(name) instanceof ObjectNode present
        && value instanceof ObjectNode members) {
      merge(members, present);
    } else {
      holder.set(name, value);
    }
  }

  private void many(ObjectNode holder) {
    String name = path.target().name();
    switch (verb) {
      case ADD -> append(list(holder, name), value);
      case REPLACE -> holder.set(name, value);
      case REMOVE -> {
        if (value.isMissingNode() || value.isNull() || isNothing()) {
          holder.remove(name);
        } else {
          removeThese(list(holder, name));
        }
      }
    }
  }

  private boolean isNothing() {
    return value.isContainerNode() && value.isEmpty();
  }

  /** Entra ID names the values to remove in the value, and not in the path. */
  private void removeThese(ArrayNode present) {
    Map<JsonNode, List<JsonNode>> gone = byKey(each(value));
    ArrayNode kept = ScimJson.array();
    for (JsonNode one : present) {
      if (!isAmong(one, gone)) {
        kept.add(one);
      }
    }
    present.removeAll();
    present.addAll(kept);
  }

  private static boolean isAmong(JsonNode one, Map<JsonNode, List<JsonNode>> wanted) {
    return Stream.of(key(one), MissingNode.getInstance())
        .flatMap(key -> wanted.getOrDefault(key, List.of()).stream())
        .anyMatch(all -> holds(one, all));
  }

  /** A value that is there already is not added again. */
  private static void append(ArrayNode present, JsonNode values) {
    Map<JsonNode, List<JsonNode>> known = byKey(present);
    for (JsonNode each : each(values)) {
      JsonNode key = key(each);
      Iterable<JsonNode> alike =
          key.isMissingNode() ? present : known.computeIfAbsent(key, none -> new ArrayList<>());
      if (!each.isNull() && !isHeld(alike, each)) {
        present.add(each);
        Primary.yieldTo(present.size() - 1, present);
        known.computeIfAbsent(key, none -> new ArrayList<>()).add(each);
      }
    }
  }

  private static boolean isHeld(Iterable<JsonNode> present, JsonNode wanted) {
    for (JsonNode one : present) {
      if (holds(one, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode each(JsonNode values) {
    return values.isArray() ? values : ScimJson.array().add(values);
  }

  /** Values by what tells them apart at once: a group may have very many members. */
  private static Map<JsonNode, List<JsonNode>> byKey(JsonNode values) {
    Map<JsonNode, List<JsonNode>> all = new HashMap<>();
    values.forEach(one -> all.computeIfAbsent(key(one), none -> new ArrayList<>()).add(one));
    return all;
  }

  private static JsonNode key(JsonNode one) {
    return one.isObject() ? one.path("value") : one;
  }

  /** Whether a value says at least what another says. */
  private static boolean holds(JsonNode present, JsonNode wanted) {
    if (!(wanted instanceof ObjectNode members)) {
      return present.equals(wanted) || present.path("value").equals(wanted);
    }
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      if (!member.getValue().isNull() && !present.path(member.getKey()).equals(member.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Parts that are not named stay as they are. */
  static void merge(ObjectNode members, ObjectNode present) {
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      present.set(member.getKey(), member.getValue());
    }
  }

  private static ObjectNode object(ObjectNode holder, String name) {
    return holder.get(name) instanceof ObjectNode present ? present : holder.putObject(name);
  }

  static ArrayNode list(ObjectNode holder, String name) {
    return holder.get(name) instanceof ArrayNode present ? present : holder.putArray(name);
  }
}
