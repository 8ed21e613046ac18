package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Type;
import dev.steward.database.StorableText;
import dev.steward.scim.Patch.Verb;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One operation of a PATCH, on one attribute.
 *
 * @param makes whether it makes the value that the path chooses when there is none
 */
record PatchOperation(Verb verb, PatchPath path, JsonNode value, boolean makes) {

  private static final String ADDRESS = "$ref";

  /** Leaves itself as it is: what another operation changes in the document is a copy. */
  void applyTo(ObjectNode document) {
    new PatchOperation(verb, path, value.deepCopy(), makes).change(document);
  }

  private void change(ObjectNode document) {
    AttributePath target = path.target();
    ObjectNode holder = target.isExtension() ? object(document, target.urn()) : document;
    if (target.target().isRequired() && (verb == Verb.REMOVE || value.isNull())) {
      throw ScimException.fixed(target + " is required and cannot be taken away");
    }
    if (target.isReadOnly()) {
      refuseUnlessSame(holder);
    } else if (!target.attribute().isMultiValued()) {
      single(holder);
    } else if (path.filter() != null || (target.sub() != null && !addsValues())) {
      new PatchedValues(verb, path, value, makes).applyTo(holder);
    } else {
      many(holder);
    }
  }

  /** What is added to the {@code value} of nobody in particular is one more value. */
  private boolean addsValues() {
    AttributeDefinition part = path.target().sub();
    return verb == Verb.ADD && part != null && Schema.name(part).equals("value");
  }

  /** The values that this adds or removes, by their ids; nothing when it may change others, too. */
  Optional<Set<String>> named() {
    if (path.target().sub() != null || verb == Verb.REPLACE) {
      return Optional.empty();
    }
    if (path.filter() != null) {
      return verb == Verb.ADD
          ? Optional.empty()
          : path.filter().described().map(one -> Fields.text(one, "value")).map(Set::of);
    }
    Set<String> ids = new HashSet<>();
    for (JsonNode one : SeveralValues.each(value)) {
      String id = one.isTextual() ? one.textValue() : Fields.reference(one);
      if (id == null || !StorableText.isStorable(id)) {
        return Optional.empty();
      }
      ids.add(id);
    }
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids);
  }

  /** Clients send ids and the like along with what they mean; only a different value is refused. */
  private void refuseUnlessSame(ObjectNode holder) {
    AttributePath target = path.target();
    JsonNode present = holder.path(target.name());
    JsonNode part = target.sub() == null ? present : present.path(Schema.name(target.sub()));
    if (verb == Verb.REMOVE || !SameWords.says(value, part)) {
      throw ScimException.mutability(target.toString());
    }
  }

  private void single(ObjectNode holder) {
    AttributePath target = path.target();
    if (target.sub() == null) {
      set(holder, target.attribute());
    } else if (verb != Verb.REMOVE || holder.has(target.name())) {
      ObjectNode whole = object(holder, target.name());
      set(whole, target.sub());
      forgetOther(Schema.name(target.sub()), value, whole);
    }
  }

  private void set(ObjectNode holder, AttributeDefinition attribute) {
    String name = Schema.name(attribute);
    if (verb == Verb.REMOVE || value.isNull()) {
      holder.remove(name);
    } else if (attribute.isMultiValued() && verb == Verb.ADD) {
      new SeveralValues(attribute, list(holder, name)).add(value);
    } else if (attribute.getType() == Type.COMPLEX
        && holder.get(name) instanceof ObjectNode present
        && (value.isArray() && value.size() == 1 ? value.get(0) : value)
            instanceof ObjectNode members) {
      merge(members, present);
    } else {
      holder.set(name, value);
    }
  }

  private void many(ObjectNode holder) {
    String name = path.target().name();
    switch (verb) {
      case ADD -> new SeveralValues(path.target().attribute(), list(holder, name)).add(value);
      case REPLACE -> holder.set(name, value);
      case REMOVE -> {
        if (value.isMissingNode() || value.isNull()) {
          holder.remove(name);
        } else {
          new SeveralValues(path.target().attribute(), list(holder, name)).remove(value);
        }
      }
    }
  }

  /**
   * An address leads to the value that was there: with another value, or none, it is another. So is
   * the value with another address that leads anywhere.
   */
  static void forgetOther(String changed, JsonNode to, ObjectNode whole) {
    if (changed.equalsIgnoreCase("value")) {
      whole.remove(ADDRESS);
    } else if (changed.equalsIgnoreCase(ADDRESS) && leadsAnywhere(to.asText(""))) {
      whole.remove("value");
    }
  }

  private static boolean leadsAnywhere(String address) {
    return !address.isBlank() && !address.endsWith("/");
  }

  /** Parts that are not named stay as they are. */
  static void merge(ObjectNode members, ObjectNode present) {
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      if (!member.getValue().equals(present.get(member.getKey()))) {
        forgetOther(member.getKey(), member.getValue(), present);
      }
    }
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
