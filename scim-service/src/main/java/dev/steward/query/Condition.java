package dev.steward.query;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What a row must be like to be listed. Answered by the database, never in memory. */
public sealed interface Condition {

  /** Holds for every row. */
  Condition ALWAYS = new All(List.of());

  /**
   * A field stands in a relation to a value; for one with several values, any of them does.
   *
   * @param value a text, a constant of the field's enum, an {@link Instant} or a {@link LocalDate},
   *     as the field's type says
   */
  record Compare(Field field, Operator operator, Object value) implements Condition {

    public Compare {
      Class<?> type = operator.isOfTexts() ? String.class : field.type();
      if (!type.isInstance(value)) {
        throw new IllegalArgumentException(field + " compares with a " + type.getSimpleName());
      }
      if (operator.isOfTexts() && field.type() != String.class && field.type() != UUID.class) {
        throw new IllegalArgumentException(field + " is not a text");
      }
    }
  }

  /**
   * A text begins with another, in the order in which lists are sorted by it: so an index leads to
   * the first of them.
   */
  record Begins(Field field, String with) implements Condition {

    public Begins {
      if (field.type() != String.class || field.isMany() || with.isEmpty()) {
        throw new IllegalArgumentException(field + " is not one text, or there is no beginning");
      }
    }
  }

  /** A row is one of some, by their ids. */
  record OneOf(Field id, List<UUID> ids) implements Condition {

    public OneOf {
      if (id.type() != UUID.class || id.isMany()) {
        throw new IllegalArgumentException(id + " is no id");
      }
      ids = List.copyOf(ids);
    }
  }

  /**
   * The same as another condition on a field with several values, for where not too many rows meet
   * it: their keys are found first, and the rows by these in the order of keys, in which most of
   * them lie.
   */
  record ByKeys(Compare same) implements Condition {

    public ByKeys {
      if (!same.field().isMany()) {
        throw new IllegalArgumentException(same.field() + " has one value");
      }
    }
  }

  /** A field has a value. */
  record Present(Field field) implements Condition {}

  /**
   * One and the same value of a field with several meets a condition, which is only about the parts
   * of that value.
   *
   * @param of the field, or any part of it
   */
  record Some(Field of, Condition ofOneValue) implements Condition {

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
