package dev.steward.console.review;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review that was ticked in the table, as its box says it: {@code id_version}.
 *
 * @param seen the version of the identity that was seen
 */
record Ticked(UUID review, long seen) {

  /** Null when it is none. */
  static @Nullable Ticked read(String text) {
    int cut = text.indexOf('_');
    try {
      return new Ticked(
          UUID.fromString(text.substring(0, Math.max(0, cut))),
          Long.parseLong(text.substring(cut + 1)));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  @Override
  public String toString() {
    return review + "_" + seen;
  }
}
