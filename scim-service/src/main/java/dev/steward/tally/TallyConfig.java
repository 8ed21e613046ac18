package dev.steward.tally;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often what pages show is counted. */
@ConfigMapping(prefix = "steward.tallies")
public interface TallyConfig {

  /** From the end of one count to the start of the next. */
  @WithDefault("PT60S")
  Duration countEvery();
}
