package dev.steward.permit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The announced refusal windows before a lapse: the first minutes of each hour, one at the start
 * and half an hour at the end.
 *
 * @param from when the first window may open
 * @param until the lapse itself
 */
public record Brownout(Instant from, Instant until) {

  private static final int SHORTEST_MINUTES = 1;
  private static final int LONGEST_MINUTES = 30;

  public Brownout {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException("a brownout ends no earlier than it begins");
    }
  }

  /** The end of the window that {@code now} falls into, or nothing between windows. */
  public Optional<Instant> windowAt(Instant now) {
    if (now.isBefore(from) || !now.isBefore(until)) {
      return Optional.empty();
    }
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    Instant end = Collections.min(List.of(hour.plus(lengthIn(hour)), until));
    return now.isBefore(end) ? Optional.of(end) : Optional.empty();
  }

  private Duration lengthIn(Instant hour) {
    long whole = Math.max(1, Duration.between(from, until).toSeconds());
    long passed = Math.max(0, Duration.between(from, hour).toSeconds());
    return Duration.ofMinutes(
        SHORTEST_MINUTES + (LONGEST_MINUTES - SHORTEST_MINUTES) * passed / whole);
  }
}
