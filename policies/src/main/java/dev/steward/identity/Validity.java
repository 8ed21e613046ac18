package dev.steward.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time an identity is meant to exist for.
 *
 * @param from when it may first act, or null for at once
 * @param until when it ends whatever the reviews say, or null for no fixed end
 * @param begun whether its time has come; set once, by a change, and never taken back
 */
public record Validity(@Nullable Instant from, @Nullable Instant until, boolean begun) {

  /** Begun, and without an end of its own. */
  public static final Validity OPEN = new Validity(null, null, true);

  public Validity {
    if (from != null && until != null && !from.isBefore(until)) {
      throw new IllegalArgumentException(
          "valid from " + from + " is not before valid until " + until);
    }
    if (from == null && !begun) {
      throw new IllegalArgumentException("what has no start has begun");
    }
  }

  /** The span from one instant to another, as seen at {@code now}. */
  public static Validity between(@Nullable Instant from, @Nullable Instant until, Instant now) {
    return new Validity(from, until, from == null || !now.isBefore(from));
  }

  Validity begin() {
    return new Validity(from, until, true);
  }

  Validity endBy(Instant end) {
    if (from != null && !from.isBefore(end)) {
      throw new ChangeRefused(
          ChangeRefused.Rule.OUT_OF_ORDER,
          "the end " + end + " is not after the start " + from + "; revoke it instead");
    }
    return until != null && until.isBefore(end) ? this : new Validity(from, end, begun);
  }
}
