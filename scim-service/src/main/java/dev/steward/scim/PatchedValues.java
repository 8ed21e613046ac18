package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.types.AttributeDefinition;
import dev.steward.scim.Patch.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a PATCH on some of the values of a multi-valued attribute, or on their parts.
 *
 * @param makes whether it makes the value that the path chooses when there is none
 */
record PatchedValues(Verb verb, PatchPath path, JsonNode value, boolean makes) {

  void applyTo(ObjectNode holder) {
    String name = path.target().name();
    ArrayNode present = PatchOperation.list(holder, name);
    List<Integer> chosen = chosen(present);
    if (chosen.isEmpty()) {
      present.add(begun());
      chosen = List.of(present.size() - 1);
    }
    AttributeDefinition part = path.target().sub();
    refuseToMakeAlike(part, chosen.size());
    for (int index : chosen.reversed()) {
      if (part != null) {
        setPart(present.get(index), Schema.name(part));
      } else if (verb == Verb.REMOVE) {
        present.remove(index);
      } else {
        setWhole(present, index);
      }
    }
    for (int index : verb == Verb.REMOVE ? List.<Integer>of() : chosen) {
      Primary.yieldTo(index, present);
    }
    if (present.isEmpty()) {
      holder.remove(name);
    }
  }

  private List<Integer> chosen(ArrayNode present) {
    Predicate<JsonNode> isMeant = path.filter() == null ? any -> true : path.filter().test();
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < present.size(); i++) {
      if (isMeant.test(present.get(i))) {
        chosen.add(i);
      }
    }
    return chosen;
  }

  /**
   * RFC 7644 sections 3.5.2.1 and 3.5.2.3: an add to a value that is not there yet makes it, and so
   * does a replace where there is none at all.
   */
  private ObjectNode begun() {
    if (path.filter() == null && verb != Verb.REMOVE && !value.isNull()) {
      return ScimJson.object();
    }
    return Optional.ofNullable(path.filter())
        .filter(filter -> makes && verb != Verb.REMOVE)
        .flatMap(ValueFilter::described)
        .orElseThrow(
            () -> ScimException.noTarget("%s has no value that matches".formatted(path.target())));
  }

  /** Of several values, who names none would make all the same. */
  private void refuseToMakeAlike(@Nullable AttributeDefinition part, int many) {
    if (many > 1
        && verb == Verb.REPLACE
        && path.filter() == null
        && part != null
        && Schema.name(part).equals("value")) {
      throw ScimException.noTarget(
          "%s: there are %d; say in [ ] which of them is meant".formatted(path.target(), many));
    }
  }

  private void setPart(JsonNode one, String part) {
    if (!(one instanceof ObjectNode members)) {
      throw ScimException.invalidPath(path.target() + " has no parts");
    }
    if (verb == Verb.REMOVE || value.isNull()) {
      members.remove(part);
    } else {
      members.set(part, value);
    }
    PatchOperation.forgetOther(part, value, members);
  }

  private void setWhole(ArrayNode present, int index) {
    JsonNode whole = whole();
    if (present.get(index) instanceof ObjectNode members && whole instanceof ObjectNode parts) {
      if (verb == Verb.REPLACE) {
        members.removeAll();
      }
      PatchOperation.merge(parts, members);
    } else {
      present.set(index, whole);
    }
  }

  /**
   * Clients wrap the one value in an array, or send of a complex value its {@code value} alone. An
   * empty array is no value.
   */
  private JsonNode whole() {
    if (value.isArray() && value.isEmpty()) {
      return NullNode.getInstance();
    }
    JsonNode one = value.isArray() && value.size() == 1 ? value.get(0) : value;
    return one.isTextual() && Schema.part(path.target().attribute(), "value").isPresent()
        ? ScimJson.object().set("value", one)
        : one;
  }
}
