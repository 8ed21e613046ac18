package dev.steward.query;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a list, in its order.
 *
 * @param first the place of the first of them; null when there are none
 * @param last the place of the last of them; null when there are none
 * @param more whether there are others behind them; in front of them, when they were asked for
 *     backwards
 */
public record Page<T>(
    List<T> rows, @Nullable Position first, @Nullable Position last, boolean more) {

  public Page {
    rows = List.copyOf(rows);
  }

  /** The same page with each row told in other words. */
  public <R> Page<R> map(Function<T, R> words) {
    return new Page<>(rows.stream().map(words).toList(), first, last, more);
  }
}
