package dev.steward.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rows are sorted by, beside their ids. */
public sealed interface SortKey {

  /** How many characters of a text decide where it stands. */
  int LETTERS = 256;

  /** What its values are, as the database compares them. */
  Class<?> type();

  /** Whether a row may have none. */
  boolean isOptional();

  /**
   * The value of a field. Texts are sorted by the code points of their first {@link #LETTERS}
   * characters, whatever language the database speaks; an enum by the order of its constants.
   */
  record Of(Field field) implements SortKey {

    @Override
    public Class<?> type() {
      return field.type().isEnum() ? Integer.class : field.type();
    }

    @Override
    public boolean isOptional() {
      return !field.isRequired();
    }
  }

  /** Texts of several fields, one after the other. */
  record Joined(List<Field> fields, String separator) implements SortKey {

    public Joined {
      fields = List.copyOf(fields);
    }

    @Override
    public Class<?> type() {
      return String.class;
    }

    @Override
    public boolean isOptional() {
      return true;
    }
  }

  /** Whether a condition holds: no comes before yes. */
  record Holds(Condition condition) implements SortKey {

    @Override
    public Class<?> type() {
      return Integer.class;
    }

    @Override
    public boolean isOptional() {
      return false;
    }
  }

  /**
   * One of the values of a collection: the primary one, else the first.
   *
   * @param collection any field of the collection
   * @param among what a value must be like to be looked at
   * @param primary which field tells the primary value, if one does
   * @param of what is taken of the value
   */
  record First(Field collection, Condition among, @Nullable Field primary, SortKey of)
      implements SortKey {

    @Override
    public Class<?> type() {
      return of.type();
    }

    @Override
    public boolean isOptional() {
      return true;
    }
  }
}
