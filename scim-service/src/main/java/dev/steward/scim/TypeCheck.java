package dev.steward.scim;

import static dev.steward.scim.filter.Operator.EQ;
import static dev.steward.scim.filter.Operator.NE;

import com.unboundid.scim2.common.types.AttributeDefinition;
import dev.steward.scim.filter.Literal;
import dev.steward.scim.filter.Literal.Bool;
import dev.steward.scim.filter.Literal.Null;
import dev.steward.scim.filter.Literal.Numeric;
import dev.steward.scim.filter.Literal.Text;
import dev.steward.scim.filter.Operator;
import java.util.EnumSet;
import java.util.Set;

/** Holds a comparison against the type that the schema gives the attribute. */
record TypeCheck(String path, Operator operator, Literal value) {

  private static final Set<Operator> EQUALITY = EnumSet.of(EQ, NE);
  private static final Set<Operator> SEARCH = EnumSet.of(Operator.CO, Operator.SW, Operator.EW);

  void against(AttributeDefinition attribute) {
    if (value instanceof Null) {
      require(isEquality(), "is compared with null, and null is equal or not equal to a value");
      return;
    }
    switch (attribute.getType()) {
      case STRING, REFERENCE -> require(isText(), "is compared with text in double quotes");
      case BINARY -> {
        require(isEquality(), "is binary, and asked for with eq, ne or pr");
        require(isText(), "is compared with text in double quotes");
      }
      case BOOLEAN -> {
        require(isEquality(), "is a boolean, and asked for with eq, ne or pr");
        require(isTruth(), "is true or false");
      }
      case DATETIME -> {
        require(!SEARCH.contains(operator), "is a time, and no text to search in");
        require(isText(), "is compared with a time in double quotes");
      }
      case INTEGER, DECIMAL -> {
        require(!SEARCH.contains(operator), "is a number, and no text to search in");
        require(value instanceof Numeric, "is compared with a number");
      }
      case COMPLEX -> {
        // What stands for the whole is what can be asked about it; the asking tells.
      }
    }
  }

  private boolean isEquality() {
    return EQUALITY.contains(operator);
  }

  private boolean isText() {
    return value instanceof Text;
  }

  /** Entra ID and others write booleans as texts. */
  private boolean isTruth() {
    return value instanceof Bool
        || (value instanceof Text text
            && (text.value().equalsIgnoreCase("true") || text.value().equalsIgnoreCase("false")));
  }

  private void require(boolean holds, String sentence) {
    if (!holds) {
      throw ScimException.invalidFilter(path + " " + sentence);
    }
  }
}
