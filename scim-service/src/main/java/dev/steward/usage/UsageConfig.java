package dev.steward.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Period;

/** How long it is kept what was used on which day. */
@ConfigMapping(prefix = "steward.usage")
interface UsageConfig {

  /** Days are kept for so long. When a client was used last is kept for good. */
  @WithDefault("P400D")
  Period keep();
}
