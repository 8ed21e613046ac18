package dev.steward.query;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of a list are wanted.
 *
 * @param limit how many at most
 */
public record Window(Order order, Start start, int limit) {

  /** Where the rows are. */
  public sealed interface Start {}

  /** Behind so many others. */
  public record Offset(int rows) implements Start {}

  /**
   * Behind a place, or from the beginning.
   *
   * <p>Nothing is lost or doubled when the rows of that place or before it come and go.
   */
  public record After(@Nullable Position position) implements Start {}

  /** In front of a place, or to the end. */
  public record Before(@Nullable Position position) implements Start {}
}
