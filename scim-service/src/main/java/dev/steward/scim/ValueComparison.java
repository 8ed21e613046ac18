package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Type;
import dev.steward.scim.filter.Literal;
import dev.steward.scim.filter.Literal.Bool;
import dev.steward.scim.filter.Literal.Null;
import dev.steward.scim.filter.Literal.Numeric;
import dev.steward.scim.filter.Literal.Text;
import dev.steward.scim.filter.Operator;
import java.util.Locale;

/** A comparison with a value in a document. */
record ValueComparison(Operator operator, Literal literal) {

  /** The literal is of the type that the definition asks for; the value need not be. */
  boolean holdsFor(AttributeDefinition definition, JsonNode value) {
    return switch (literal) {
      case Text text when definition.getType() == Type.BOOLEAN ->
          is(Boolean.parseBoolean(text.value()), value);
      case Text text when definition.getType() == Type.DATETIME -> isTime(text.value(), value);
      case Text text -> isText(text.value(), value.asText(), definition.isCaseExact());
      case Bool bool -> is(bool.value(), value);
      case Numeric number ->
          value.isNumber() && inOrder(value.decimalValue().compareTo(number.value()));
      case Null ignored -> operator == Operator.NE;
    };
  }

  /** A value may still stand there as a client sent it: as text. */
  private boolean is(boolean wanted, JsonNode value) {
    boolean same = value.asText().equalsIgnoreCase(String.valueOf(wanted));
    return same == (operator == Operator.EQ);
  }

  private boolean isTime(String wanted, JsonNode value) {
    try {
      return inOrder(
          Spans.instant("value", value.asText()).compareTo(Spans.instant("literal", wanted)));
    } catch (ScimException e) {
      return operator == Operator.NE;
    }
  }

  private boolean isText(String wanted, String value, boolean caseExact) {
    String one = caseExact ? value : value.toLowerCase(Locale.ROOT);
    String other = caseExact ? wanted : wanted.toLowerCase(Locale.ROOT);
    return switch (operator) {
      case CO -> one.contains(other);
      case SW -> one.startsWith(other);
      case EW -> one.endsWith(other);
      case EQ, NE, GT, GE, LT, LE -> inOrder(one.compareTo(other));
    };
  }

  private boolean inOrder(int order) {
    return switch (operator) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case GT -> order > 0;
      case GE -> order >= 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case CO, SW, EW -> false;
    };
  }
}
