package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Type;
import dev.steward.scim.filter.AttributeName;
import dev.steward.scim.filter.Filter;
import dev.steward.scim.filter.Filter.And;
import dev.steward.scim.filter.Filter.Compare;
import dev.steward.scim.filter.Filter.Not;
import dev.steward.scim.filter.Filter.Or;
import dev.steward.scim.filter.Filter.Present;
import dev.steward.scim.filter.Filter.Values;
import dev.steward.scim.filter.Literal.Bool;
import dev.steward.scim.filter.Literal.Null;
import dev.steward.scim.filter.Literal.Numeric;
import dev.steward.scim.filter.Literal.Text;
import dev.steward.scim.filter.Operator;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What stands in the brackets of a path: which values of a multi-valued attribute are meant.
 *
 * @param attribute the attribute whose values they are
 */
record ValueFilter(AttributePath attribute, Filter filter) {

  /** Refuses what cannot be asked of the values. */
  ValueFilter {
    check(attribute, filter);
  }

  /** The filter, ready to be asked of very many values. */
  Predicate<JsonNode> test() {
    return test(filter);
  }

  /**
   * The value that the filter describes, if it says what the value is and not only what it is like.
   */
  Optional<ObjectNode> described() {
    ObjectNode one = ScimJson.object();
    return describes(filter, one) ? Optional.of(one) : Optional.empty();
  }

  private Predicate<JsonNode> test(Filter some) {
    return switch (some) {
      case And and ->
          and.all().stream().map(this::test).reduce(Predicate::and).orElse(none -> true);
      case Or or -> or.any().stream().map(this::test).reduce(Predicate::or).orElse(none -> false);
      case Not not -> test(not.one()).negate();
      case Present present -> one -> isPresent(node(present.attribute(), one));
      case Compare compare -> test(compare);
      case Values values -> throw noPart(attribute, values.attribute());
    };
  }

  private Predicate<JsonNode> test(Compare compare) {
    AttributeDefinition part = part(attribute, compare.attribute());
    var comparison = new ValueComparison(compare.operator(), compare.value());
    return one -> compares(compare, comparison, part, node(compare.attribute(), one));
  }

  private static JsonNode node(AttributeName name, JsonNode one) {
    return one.isObject() ? one.path(name.attribute()) : one;
  }

  private static boolean compares(
      Compare compare, ValueComparison comparison, AttributeDefinition part, JsonNode node) {
    if (compare.value() instanceof Null) {
      return isPresent(node) == (compare.operator() == Operator.NE);
    }
    if (!isPresent(node)) {
      return compare.operator() == Operator.NE;
    }
    return comparison.holdsFor(part, node);
  }

  private static boolean isPresent(JsonNode node) {
    return !node.isMissingNode() && !node.isNull() && !(node.isContainerNode() && node.isEmpty());
  }

  private boolean describes(Filter some, ObjectNode one) {
    return switch (some) {
      case And and -> and.all().stream().allMatch(each -> describes(each, one));
      case Compare compare when compare.operator() == Operator.EQ -> describes(compare, one);
      default -> false;
    };
  }

  private boolean describes(Compare compare, ObjectNode one) {
    String name = Schema.name(part(attribute, compare.attribute()));
    if (attribute.attribute().getType() != Type.COMPLEX || one.has(name)) {
      return false;
    }
    switch (compare.value()) {
      case Text text -> one.put(name, text.value());
      case Numeric number -> one.put(name, number.value());
      case Bool bool -> one.put(name, bool.value());
      case Null ignored -> one.putNull(name);
    }
    return true;
  }

  private static void check(AttributePath attribute, Filter filter) {
    switch (filter) {
      case And and -> and.all().forEach(each -> check(attribute, each));
      case Or or -> or.any().forEach(each -> check(attribute, each));
      case Not not -> check(attribute, not.one());
      case Present present -> part(attribute, present.attribute());
      case Compare compare -> check(attribute, compare);
      case Values values -> throw noPart(attribute, values.attribute());
    }
  }

  private static void check(AttributePath attribute, Compare compare) {
    AttributeDefinition part = part(attribute, compare.attribute());
    String path = attribute + "." + Schema.name(part);
    new TypeCheck(path, compare.operator(), compare.value()).against(part);
    if (part.getType() == Type.DATETIME && compare.value() instanceof Text text) {
      Spans.instant(path, text.value());
    }
  }

  /** RFC 7643 section 2.4: the values of a simple attribute go by the name {@code value}. */
  private static AttributeDefinition part(AttributePath attribute, AttributeName name) {
    AttributeDefinition whole = attribute.attribute();
    if (name.urn() != null || name.sub() != null) {
      throw noPart(attribute, name);
    }
    if (whole.getType() != Type.COMPLEX && name.attribute().equalsIgnoreCase("value")) {
      return whole;
    }
    return Schema.part(whole, name.attribute()).orElseThrow(() -> noPart(attribute, name));
  }

  private static ScimException noPart(AttributePath attribute, AttributeName name) {
    return ScimException.invalidFilter("%s has no part %s".formatted(attribute, name));
  }
}
