package dev.steward.adoption;

import dev.steward.identity.Identity.RiskTier;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long somebody has to answer before the next one is asked. */
@ConfigMapping(prefix = "steward.adoption")
interface AdoptionConfig {

  Patience patience();

  /** From one look for questions that nobody answers to the next. */
  @WithDefault("PT60S")
  Duration lookEvery();

  /** By the tier that the client is to get. */
  interface Patience {

    @WithDefault("P14D")
    Duration low();

    @WithDefault("P7D")
    Duration medium();

    @WithDefault("P3D")
    Duration high();

    @WithDefault("P1D")
    Duration critical();

    default Duration of(RiskTier tier) {
      return switch (tier) {
        case LOW -> low();
        case MEDIUM -> medium();
        case HIGH -> high();
        case CRITICAL -> critical();
      };
    }
  }
}
