package dev.steward.usage;

import dev.steward.identity.Identity.RiskTier;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Period;

/** After how long without use an identity is dormant, by its risk tier. */
@ConfigMapping(prefix = "steward.dormancy")
interface DormancyConfig {

  @WithDefault("P30D")
  Period critical();

  @WithDefault("P60D")
  Period high();

  @WithDefault("P90D")
  Period medium();

  @WithDefault("P180D")
  Period low();

  /** No exception lasts longer. */
  @WithDefault("P184D")
  Period longestException();

  default Period of(RiskTier tier) {
    return switch (tier) {
      case LOW -> low();
      case MEDIUM -> medium();
      case HIGH -> high();
      case CRITICAL -> critical();
    };
  }
}
