package dev.steward.query;

import org.jspecify.annotations.Nullable;

/**
 * In which order rows are listed. Where the key does not decide, the id does. Rows without a value
 * come last, and first when descending.
 *
 * @param by what they are sorted by before their ids, or null
 */
public record Order(@Nullable SortKey by, boolean descending) {

  public static final Order BY_ID = new Order(null, false);

  Order reversed() {
    return new Order(by, !descending);
  }
}
