package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.Path;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.filters.FilterType;
import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.utils.FilterEvaluator;
import dev.steward.scim.Patch.Verb;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation of a PATCH on some of the values of a multi-valued attribute, or on their parts. */
record PatchedValues(Verb verb, PatchPath path, JsonNode value) {

  void applyTo(ObjectNode holder) {
    String name = path.target().name();
    ArrayNode present = PatchOperation.list(holder, name);
    List<Integer> chosen = chosen(present);
    if (chosen.isEmpty()) {
      present.add(begun());
      chosen = List.of(present.size() - 1);
    }
    AttributeDefinition part = path.target().sub();
    for (int index : chosen.reversed()) {
      if (part != null) {
        setPart(present.get(index), Schema.name(part));
      } else if (verb == Verb.REMOVE) {
        present.remove(index);
      } else {
        setWhole(present, index);
      }
    }
    if (present.isEmpty()) {
      holder.remove(name);
    }
  }

  private List<Integer> chosen(ArrayNode present) {
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < present.size(); i++) {
      if (matches(path.filter(), present.get(i))) {
        chosen.add(i);
      }
    }
    return chosen;
  }

  private boolean matches(@Nullable Filter filter, JsonNode one) {
    try {
      return filter == null || filter.visit(new Evaluator(path.target().attribute()), one);
    } catch (com.unboundid.scim2.common.exceptions.ScimException | RuntimeException e) {
      throw ScimException.invalidPath(filter + " does not fit " + path.target());
    }
  }

  /** RFC 7644 section 3.5.2.1: an add to a value that is not there yet makes it. */
  private ObjectNode begun() {
    Filter filter = path.filter();
    Path named = filter == null ? null : filter.getAttributePath();
    if (verb == Verb.ADD
        && filter != null
        && filter.getFilterType() == FilterType.EQUAL
        && named != null
        && named.size() == 1) {
      ObjectNode one = ScimJson.object();
      one.set(named.getElement(0).getAttribute(), filter.getComparisonValue());
      return one;
    }
    throw ScimException.noTarget("%s has no value that matches".formatted(path.target()));
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
  }

  private void setWhole(ArrayNode present, int index) {
    if (present.get(index) instanceof ObjectNode members && value instanceof ObjectNode parts) {
      if (verb == Verb.REPLACE) {
        members.removeAll();
      }
      PatchOperation.merge(parts, members);
    } else {
      present.set(index, value);
    }
  }

  /** The SDK's evaluation of filters, told which parts are compared with regard to case. */
  private static final class Evaluator extends FilterEvaluator {

    private final AttributeDefinition attribute;

    Evaluator(AttributeDefinition attribute) {
      this.attribute = attribute;
    }

    @Override
    protected @Nullable AttributeDefinition getAttributeDefinition(Path path) {
      return path.size() == 1
          ? Schema.part(attribute, path.getElement(0).getAttribute()).orElse(null)
          : null;
    }
  }
}
