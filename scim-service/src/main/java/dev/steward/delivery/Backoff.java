package dev.steward.delivery;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** How long to wait after a failed attempt: longer each time, and never quite the same. */
final class Backoff {

  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(60),
          Duration.ofSeconds(300));

  /** Waits differ by up to a fifth, so that those who failed together do not return together. */
  private static final double JITTER = 0.2;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The wait after an attempt.
   *
   * @param attempt counted from 1
   */
  Duration after(int attempt) {
    Duration wait = WAITS.get(Math.min(attempt, WAITS.size()) - 1);
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Duration.ofMillis((long) (wait.toMillis() * factor));
  }
}
