package dev.steward.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What an identity must be like to be listed. Answered by the database, never in memory. */
public sealed interface Condition {

  /** Holds for every identity. */
  Condition ALWAYS = new All(List.of());

  /**
   * An attribute stands in a relation to a value; for one with several values, any of them does.
   *
   * @param value a text, a constant of the attribute's enum, an {@link Instant} or a {@link
   *     LocalDate}, as the attribute's type says
   */
  record Compare(Attribute attribute, Operator operator, Object value) implements Condition {

    public Compare {
      if (!attribute.type().isInstance(value)) {
        throw new IllegalArgumentException(
            attribute + " compares with a " + attribute.type().getSimpleName());
      }
      if (operator.isOfTexts() && attribute.type() != String.class) {
        throw new IllegalArgumentException(attribute + " is not a text");
      }
    }
  }

  /** An attribute has a value. */
  record Present(Attribute attribute) implements Condition {}

  /**
   * One and the same value of an attribute with several meets a condition, which is only about the
   * parts of that value.
   *
   * @param of the attribute, or any part of it
   */
  record Some(Attribute of, Condition ofOneValue) implements Condition {

    public Some {
      if (!of.isMany()) {
        throw new IllegalArgumentException(of + " has one value");
      }
    }
  }

  record All(List<Condition> conditions) implements Condition {

    public All {
      conditions = List.copyOf(conditions);
    }
  }

  record Any(List<Condition> conditions) implements Condition {

    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  record Not(Condition condition) implements Condition {}

  /** How a value is compared. */
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    CONTAINS,
    STARTS_WITH,
    ENDS_WITH,
    GREATER,
    GREATER_OR_EQUAL,
    LESS,
    LESS_OR_EQUAL;

    boolean isOfTexts() {
      return this == CONTAINS || this == STARTS_WITH || this == ENDS_WITH;
    }
  }
}
