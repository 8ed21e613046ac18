package dev.steward.query;

/**
 * What rows of one kind can be asked by.
 *
 * <p>Each kind of row has its own, as the constants of an enum.
 */
public interface Field {

  /** The name in the row; one of several values is {@code collection.name}. */
  String path();

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

  /** Whether a row may have several. */
  default boolean isMany() {
    return path().indexOf('.') >= 0;
  }

  /** The collection of one with several values. */
  default String collection() {
    return path().substring(0, path().indexOf('.'));
  }

  /** The name in the row, or in the members of the collection. */
  default String member() {
    return path().substring(path().indexOf('.') + 1);
  }
}
