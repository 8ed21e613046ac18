package dev.steward.scim;

import static dev.steward.scim.filter.Operator.EQ;
import static dev.steward.scim.filter.Operator.NE;

import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Any;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Not;
import dev.steward.query.Field;
import dev.steward.registry.Attribute;
import dev.steward.scim.Queryable.Fixed;
import dev.steward.scim.Queryable.Flag;
import dev.steward.scim.Queryable.Link;
import dev.steward.scim.Queryable.Plain;
import dev.steward.scim.Queryable.Whole;
import dev.steward.scim.filter.Literal;
import dev.steward.scim.filter.Literal.Bool;
import dev.steward.scim.filter.Literal.Text;
import dev.steward.scim.filter.Operator;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/** A comparison in a filter: an attribute, an operator, and a value of the attribute's type. */
record Comparison(String path, Operator operator, Literal value) {

  private static final Condition NEVER = new Any(List.of());

  Condition of(Queryable queryable) {
    return switch (queryable) {
      case Plain plain -> plain(plain.field());
      case Flag flag -> flag(flag.isTrue());
      case Fixed fixed -> fixed(fixed.values());
      case Whole ignored ->
          throw ScimException.invalidFilter(path + " is compared by its parts, or with pr");
      case Link link -> link();
    };
  }

  @SuppressWarnings("unchecked") // a field whose type is an enum's class
  private Condition plain(Field field) {
    Class<?> type = field.type();
    if (type == String.class) {
      return new Compare(field, relation(), text());
    }
    if (type == Instant.class) {
      return new Compare(field, ordering(), read(Spans::instant));
    }
    if (type == LocalDate.class) {
      return new Compare(field, ordering(), read(Spans::day));
    }
    return type == UUID.class ? id(field) : choice(field, (Class<Enum<?>>) type);
  }

  private Condition id(Field field) {
    return switch (operator) {
      case EQ, NE ->
          Ids.read(text())
              .<Condition>map(id -> new Compare(field, relation(), id))
              .orElse(constant(operator == NE));
      case SW ->
          Ids.beginning(text())
              .<Condition>map(
                  ids ->
                      new All(
                          List.of(
                              new Compare(
                                  field, Condition.Operator.GREATER_OR_EQUAL, ids.getFirst()),
                              new Compare(field, Condition.Operator.LESS_OR_EQUAL, ids.getLast()))))
              .orElse(NEVER);
      case GT, GE, LT, LE ->
          new Compare(
              field,
              relation(),
              Ids.read(text())
                  .orElseThrow(
                      () ->
                          ScimException.invalidFilter(
                              path + " has an order among whole ids, and this is none")));
      case CO, EW -> new Compare(field, relation(), text());
    };
  }

  /** A word that is none of the constants matches nothing; it is not wrong to ask. */
  private Condition choice(Field field, Class<Enum<?>> constants) {
    if (operator == NE) {
      return new Not(new Comparison(path, EQ, value).choice(field, constants));
    }
    return new Any(
        Arrays.stream(constants.getEnumConstants())
            .filter(constant -> matches(Words.of(constant)))
            .<Condition>map(constant -> new Compare(field, Condition.Operator.EQUAL, constant))
            .toList());
  }

  private Condition fixed(Map<String, Condition> values) {
    if (operator == NE) {
      return new Not(new Comparison(path, EQ, value).fixed(values));
    }
    return new Any(
        values.entrySet().stream()
            .filter(known -> matches(known.getKey()))
            .map(Map.Entry::getValue)
            .toList());
  }

  private Condition flag(Condition isTrue) {
    requireEquality();
    boolean truth = value instanceof Bool bool ? bool.value() : Boolean.parseBoolean(text());
    return truth == (operator == EQ) ? isTrue : new Not(isTrue);
  }

  /** Equality asks for one control; a beginning may end within the framework or the control. */
  private Condition link() {
    String text = text();
    int colon = text.indexOf(':');
    return switch (operator) {
      case EQ -> colon < 0 ? NEVER : control(text, colon, Condition.Operator.EQUAL);
      case NE -> new Not(new Comparison(path, EQ, value).link());
      case SW ->
          colon < 0
              ? new Compare(Attribute.CONTROL_FRAMEWORK, Condition.Operator.STARTS_WITH, text)
              : control(text, colon, Condition.Operator.STARTS_WITH);
      default -> throw ScimException.invalidFilter(path + " is asked for with eq, ne, sw or pr");
    };
  }

  private static Condition control(String text, int colon, Condition.Operator operator) {
    return new All(
        List.of(
            new Compare(
                Attribute.CONTROL_FRAMEWORK, Condition.Operator.EQUAL, text.substring(0, colon)),
            new Compare(Attribute.CONTROL, operator, text.substring(colon + 1))));
  }

  private boolean matches(String known) {
    String one = known.toLowerCase(Locale.ROOT);
    String other = text().toLowerCase(Locale.ROOT);
    return switch (operator) {
      case EQ -> one.equals(other);
      case NE -> !one.equals(other);
      case CO -> one.contains(other);
      case SW -> one.startsWith(other);
      case EW -> one.endsWith(other);
      default -> throw ScimException.invalidFilter(path + " has no order");
    };
  }

  private static Condition constant(boolean holds) {
    return holds ? Condition.ALWAYS : NEVER;
  }

  private void requireEquality() {
    if (operator != EQ && operator != NE) {
      throw ScimException.invalidFilter(path + " is asked for with eq or ne");
    }
  }

  private Condition.Operator relation() {
    return switch (operator) {
      case EQ -> Condition.Operator.EQUAL;
      case NE -> Condition.Operator.NOT_EQUAL;
      case CO -> Condition.Operator.CONTAINS;
      case SW -> Condition.Operator.STARTS_WITH;
      case EW -> Condition.Operator.ENDS_WITH;
      case GT -> Condition.Operator.GREATER;
      case GE -> Condition.Operator.GREATER_OR_EQUAL;
      case LT -> Condition.Operator.LESS;
      case LE -> Condition.Operator.LESS_OR_EQUAL;
    };
  }

  /** The relations that times have; they are no texts to search in. */
  private Condition.Operator ordering() {
    return switch (operator) {
      case CO, SW, EW ->
          throw ScimException.invalidFilter(path + " is a time, and no text to search in");
      default -> relation();
    };
  }

  private <T> T read(BiFunction<String, String, T> reading) {
    try {
      return reading.apply(path, text());
    } catch (ScimException e) {
      throw ScimException.invalidFilter(e.detail());
    }
  }

  private String text() {
    if (value instanceof Text text) {
      return text.value();
    }
    throw ScimException.invalidFilter(path + " is compared with text in double quotes");
  }
}
