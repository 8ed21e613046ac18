package dev.steward.registry;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.time.Period;

/** What each risk tier permits at most. */
@ConfigMapping(prefix = "steward.tiers")
interface PolicyConfig {

  Ceiling low();

  Ceiling medium();

  Ceiling high();

  Ceiling critical();

  /** The most that one tier permits. */
  interface Ceiling {

    /** From one review to the next. */
    Period cadence();

    /** From the due day of a review to its lapse. */
    Period grace();

    Duration longestToken();
  }
}
