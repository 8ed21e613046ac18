package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ValueNode;
import com.unboundid.scim2.common.filters.FilterType;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Any;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Not;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Field;
import dev.steward.registry.Attribute;
import dev.steward.scim.Queryable.Fixed;
import dev.steward.scim.Queryable.Flag;
import dev.steward.scim.Queryable.Link;
import dev.steward.scim.Queryable.Plain;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;

/** A comparison in a filter: an attribute, an operator, and a value of the attribute's type. */
record Comparison(String path, FilterType operator, ValueNode value) {

  private static final Condition NEVER = new Any(List.of());

  Condition of(Queryable queryable) {
    if (value.isNull()) {
      return unassigned(queryable.present());
    }
    return switch (queryable) {
      case Plain plain -> plain(plain.field());
      case Flag flag -> flag(flag.isTrue());
      case Fixed fixed -> constant(fixed.values().stream().anyMatch(this::matches));
      case Link link -> link();
    };
  }

  /** RFC 7643 section 2.5: null means unassigned. */
  private Condition unassigned(Condition present) {
    return switch (operator) {
      case EQUAL -> new Not(present);
      case NOT_EQUAL -> present;
      default ->
          throw ScimException.invalidFilter(path + ": null is equal or not equal to a value");
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
    requireEquality();
    return Ids.read(text())
        .<Condition>map(id -> new Compare(field, relation(), id))
        .orElse(constant(operator == FilterType.NOT_EQUAL));
  }

  /** A word that is none of the constants matches nothing; it is not wrong to ask. */
  private Condition choice(Field field, Class<Enum<?>> constants) {
    return new Any(
        Arrays.stream(constants.getEnumConstants())
            .filter(constant -> matches(Words.of(constant)))
            .<Condition>map(constant -> new Compare(field, Operator.EQUAL, constant))
            .toList());
  }

  private Condition flag(Condition isTrue) {
    requireEquality();
    boolean wanted =
        switch (value.asText().toLowerCase(Locale.ROOT)) {
          case "true" -> operator == FilterType.EQUAL;
          case "false" -> operator == FilterType.NOT_EQUAL;
          default -> throw ScimException.invalidFilter(path + " is true or false");
        };
    return wanted ? isTrue : new Not(isTrue);
  }

  /** Equality asks for one control; a beginning may end within the framework or the control. */
  private Condition link() {
    String text = text();
    int colon = text.indexOf(':');
    return switch (operator) {
      case EQUAL -> colon < 0 ? NEVER : control(text, colon, Operator.EQUAL);
      case STARTS_WITH ->
          colon < 0
              ? new Compare(Attribute.CONTROL_FRAMEWORK, Operator.STARTS_WITH, text)
              : control(text, colon, Operator.STARTS_WITH);
      default -> throw ScimException.invalidFilter(path + " is asked for with eq, ne, sw or pr");
    };
  }

  private static Condition control(String text, int colon, Operator operator) {
    return new All(
        List.of(
            new Compare(Attribute.CONTROL_FRAMEWORK, Operator.EQUAL, text.substring(0, colon)),
            new Compare(Attribute.CONTROL, operator, text.substring(colon + 1))));
  }

  private boolean matches(String known) {
    String one = known.toLowerCase(Locale.ROOT);
    String other = text().toLowerCase(Locale.ROOT);
    return switch (operator) {
      case EQUAL -> one.equals(other);
      case NOT_EQUAL -> !one.equals(other);
      case CONTAINS -> one.contains(other);
      case STARTS_WITH -> one.startsWith(other);
      case ENDS_WITH -> one.endsWith(other);
      default -> throw ScimException.invalidFilter(path + " has no order");
    };
  }

  private static Condition constant(boolean holds) {
    return holds ? Condition.ALWAYS : NEVER;
  }

  private void requireEquality() {
    if (operator != FilterType.EQUAL && operator != FilterType.NOT_EQUAL) {
      throw ScimException.invalidFilter(path + " is asked for with eq or ne");
    }
  }

  private Operator relation() {
    return switch (operator) {
      case EQUAL -> Operator.EQUAL;
      case NOT_EQUAL -> Operator.NOT_EQUAL;
      case CONTAINS -> Operator.CONTAINS;
      case STARTS_WITH -> Operator.STARTS_WITH;
      case ENDS_WITH -> Operator.ENDS_WITH;
      case GREATER_THAN -> Operator.GREATER;
      case GREATER_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
      case LESS_THAN -> Operator.LESS;
      case LESS_OR_EQUAL -> Operator.LESS_OR_EQUAL;
      default -> throw new IllegalStateException(operator + " is no comparison");
    };
  }

  /** The relations that times have; they are no texts to search in. */
  private Operator ordering() {
    return switch (operator) {
      case CONTAINS, STARTS_WITH, ENDS_WITH ->
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
    if (!value.isTextual()) {
      throw ScimException.invalidFilter(path + " is compared with text in double quotes");
    }
    if (!ValueCheck.storable(value.textValue())) {
      throw ScimException.invalidFilter(path + ": the value holds a character that no text has");
    }
    return value.textValue();
  }
}
