package dev.steward.query;

import org.jspecify.annotations.Nullable;

/**
 * What rows of one kind can be asked by.
 *
 * <p>Each kind of row has its own, as the constants of an enum.
 */
public interface Field {

  /** The name of the column. */
  String column();

  /** Where its values are, when a row may have several; else null. */
  @Nullable Several several();

  /** What its values are. */
  Class<?> type();

  /** Whether texts that differ in case only are the same. */
  boolean ignoresCase();

  /** Whether rows hold it, so that they can be sorted by it; else it follows from other fields. */
  default boolean isKept() {
    return true;
  }

  /** Whether every row has one. */
  default boolean isRequired() {
    return false;
  }

  /** Whether a value is had by one row, or a handful at most. */
  default boolean isKey() {
    return false;
  }

  /** Whether a row may have several. */
  default boolean isMany() {
    return several() != null;
  }
}
