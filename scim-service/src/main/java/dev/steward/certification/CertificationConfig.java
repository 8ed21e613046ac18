package dev.steward.certification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Period;

/** When reviews are opened. */
@ConfigMapping(prefix = "steward.certification")
interface CertificationConfig {

  /**
   * How long before its due day a review is opened, but never longer than a third of the identity's
   * cadence.
   */
  @WithDefault("P30D")
  Period openAhead();

  /** From the end of one sweep to the start of the next. */
  @WithDefault("PT20S")
  Duration sweepEvery();
}
