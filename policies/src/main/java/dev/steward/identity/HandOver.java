package dev.steward.identity;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time in which an identity waits for somebody to answer for it, after everybody who did went.
 *
 * <p>Nothing is refused at first; then, in the last quarter, tokens are refused in short, announced
 * windows; at the deadline the identity may no longer act.
 *
 * @param deadline the instant from which it may not act
 * @param custodian who holds it meanwhile, without having become its owner; null for nobody
 */
public record HandOver(Instant began, Instant deadline, @Nullable String custodian) {

  private static final int BROWNOUT_PART = 4;

  public HandOver {
    if (!began.isBefore(deadline)) {
      throw new IllegalArgumentException(
          "a hand-over that begins at " + began + " ends later, not at " + deadline);
    }
  }

  /** The instant from which tokens are refused in windows. */
  public Instant brownoutFrom() {
    return deadline.minus(time().dividedBy(BROWNOUT_PART));
  }

  /** From its beginning to its deadline. */
  public Duration time() {
    return Duration.between(began, deadline);
  }

  /** Whether nobody answered in time. */
  public boolean isOver(Instant now) {
    return !now.isBefore(deadline);
  }

  HandOver entrustedTo(@Nullable String person) {
    return new HandOver(began, deadline, person);
  }
}
