package dev.steward.scim;

import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Type;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Any;
import dev.steward.query.Condition.Not;
import dev.steward.query.Condition.Some;
import dev.steward.scim.Queryable.Fixed;
import dev.steward.scim.filter.AttributeName;
import dev.steward.scim.filter.Filter;
import dev.steward.scim.filter.Filter.And;
import dev.steward.scim.filter.Filter.Compare;
import dev.steward.scim.filter.Filter.Or;
import dev.steward.scim.filter.Filter.Present;
import dev.steward.scim.filter.Filter.Values;
import dev.steward.scim.filter.FilterSyntaxException;
import dev.steward.scim.filter.Literal;
import dev.steward.scim.filter.Operator;
import java.util.List;
import java.util.Optional;

/** Reads filters as conditions that the database can be asked for. */
final class FilterCondition {

  private static final Condition NEVER = new Any(List.of());

  private final ResourceType type;
  private final List<ResourceType> others;

  private FilterCondition(ResourceType type, List<ResourceType> others) {
    this.type = type;
    this.others = others;
  }

  /** What resources of the type meet the filter. */
  static Condition of(ResourceType type, String filter) {
    return of(type, List.of(), filter);
  }

  /**
   * What resources of one of several types meet the filter.
   *
   * @param others types whose attributes are no mistake: resources that do not have them are as
   *     those that have no value
   */
  static Condition of(ResourceType type, List<ResourceType> others, String filter) {
    try {
      return new FilterCondition(type, others).condition(Filter.parse(filter), "");
    } catch (FilterSyntaxException e) {
      throw ScimException.invalidFilter(e.getMessage());
    }
  }

  /**
   * @param chosen the attribute whose values are chosen from, with a dot, inside of brackets; else
   *     empty
   */
  private Condition condition(Filter filter, String chosen) {
    return switch (filter) {
      case And and -> new All(all(and.all(), chosen));
      case Or or -> new Any(all(or.any(), chosen));
      case Filter.Not not -> new Not(condition(not.one(), chosen));
      case Values values -> isOfOthers(chosen, values.attribute()) ? NEVER : valuePath(values);
      case Present present ->
          isOfOthers(chosen, present.attribute())
              ? NEVER
              : present(attribute(chosen, present.attribute()), chosen);
      case Compare compare ->
          isOfOthers(chosen, compare.attribute())
              ? unassigned(compare)
              : comparison(compare, chosen);
    };
  }

  /** Whether only resources of other types have the attribute. */
  private boolean isOfOthers(String chosen, AttributeName name) {
    String path = chosen + name;
    return type.attribute(path).isEmpty()
        && others.stream().anyMatch(other -> other.attribute(path).isPresent());
  }

  /** No value equals nothing but null, and differs from everything else. */
  private static Condition unassigned(Compare compare) {
    boolean asksForNull = compare.value() instanceof Literal.Null;
    Operator holds = asksForNull ? Operator.EQ : Operator.NE;
    return compare.operator() == holds ? Condition.ALWAYS : NEVER;
  }

  private List<Condition> all(List<Filter> filters, String chosen) {
    return filters.stream().map(one -> condition(one, chosen)).toList();
  }

  private Condition valuePath(Values values) {
    String path = values.attribute().toString();
    AttributePath attribute = attribute("", values.attribute());
    boolean hasOne = !attribute.target().isMultiValued();
    if (attribute.sub() != null || (hasOne && attribute.target().getType() != Type.COMPLEX)) {
      throw ScimException.invalidFilter(path + " has no values to choose from with [ ]");
    }
    Condition one = condition(values.filter(), path + ".");
    boolean isKeptApart = type.vocabulary().collection(attribute).isPresent();
    return hasOne && !isKeptApart ? one : some(attribute, one);
  }

  private Condition present(AttributePath attribute, String chosen) {
    return among(attribute, chosen, queryable(attribute).present());
  }

  /** RFC 7643 section 2.5: null means unassigned. */
  private Condition comparison(Compare compare, String chosen) {
    AttributePath attribute = attribute(chosen, compare.attribute());
    new TypeCheck(attribute.toString(), compare.operator(), compare.value())
        .against(compared(attribute));
    if (compare.value() instanceof Literal.Null) {
      Condition present = present(attribute, chosen);
      return compare.operator() == Operator.NE ? present : new Not(present);
    }
    // Of several values, one may be equal; not equal means that none is.
    if (compare.operator() == Operator.NE && isAnyOfSeveral(attribute, chosen)) {
      return new Not(among(attribute, chosen, comparison(compare, Operator.EQ, attribute)));
    }
    return among(attribute, chosen, comparison(compare, compare.operator(), attribute));
  }

  private Condition comparison(Compare compare, Operator operator, AttributePath attribute) {
    return new Comparison(attribute.toString(), operator, compare.value()).of(queryable(attribute));
  }

  /** Outside of brackets, any of several values will do. */
  private Condition among(AttributePath attribute, String chosen, Condition ofOneValue) {
    return isAnyOfSeveral(attribute, chosen) ? some(attribute, ofOneValue) : ofOneValue;
  }

  private boolean isAnyOfSeveral(AttributePath attribute, String chosen) {
    return chosen.isEmpty() && type.vocabulary().collection(attribute).isPresent();
  }

  private Condition some(AttributePath attribute, Condition ofOneValue) {
    return new Some(
        type.vocabulary().collection(attribute).orElseThrow(() -> notAsked(attribute)),
        type.vocabulary().among(attribute, ofOneValue));
  }

  private Queryable queryable(AttributePath attribute) {
    return known(attribute)
        .or(() -> value(attribute).flatMap(this::known))
        .orElseThrow(() -> notAsked(attribute));
  }

  private ScimException notAsked(AttributePath attribute) {
    String why = type.vocabulary().whyNot(attribute).map(reason -> ": " + reason).orElse("");
    return ScimException.invalidFilter(attribute + " cannot be filtered by" + why);
  }

  /** The type is the same for all resources of a type, and so are mostly the schemas. */
  private Optional<Queryable> known(AttributePath attribute) {
    return switch (attribute.toString()) {
      case "meta.resourceType" -> Optional.of(Fixed.everywhere(List.of(type.name())));
      case "schemas" ->
          type.vocabulary().of(attribute).or(() -> Optional.of(Fixed.everywhere(urns())));
      default -> type.vocabulary().of(attribute);
    };
  }

  private List<String> urns() {
    return type.written().stream().map(Schema::urn).toList();
  }

  /** What a complex attribute is compared by when none of its parts is named. */
  private static Optional<AttributePath> value(AttributePath attribute) {
    return attribute.sub() == null
        ? Schema.part(attribute.attribute(), "value").map(attribute::part)
        : Optional.empty();
  }

  private static AttributeDefinition compared(AttributePath attribute) {
    return value(attribute).orElse(attribute).target();
  }

  private AttributePath attribute(String chosen, AttributeName name) {
    String path = chosen + name;
    return type.attribute(path)
        .orElseThrow(
            () ->
                ScimException.invalidFilter(
                    "%s is no attribute of %s".formatted(path, type.name())));
  }
}
