package dev.steward.query;

import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /**
   * The same page with what was found at its places. Whatever went away meanwhile is not on it.
   *
   * @param finder reads all of them at once
   */
  public <K, R> Page<R> read(
      Function<T, K> key, Function<? super List<K>, ? extends Map<K, R>> finder) {
    List<K> keys = rows.stream().map(key).toList();
    Map<K, R> found = keys.isEmpty() ? Map.of() : finder.apply(keys);
    return new Page<>(
        keys.stream().map(found::get).filter(Objects::nonNull).toList(), first, last, more);
  }
}
