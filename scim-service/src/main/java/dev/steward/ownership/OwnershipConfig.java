package dev.steward.ownership;

import dev.steward.identity.Identity.RiskTier;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How long hand-overs take, and how much one person may own. */
@ConfigMapping(prefix = "steward.ownership")
interface OwnershipConfig {

  Deadlines deadlines();

  Limits limits();

  /** From one look for hand-overs to the next; a change is looked at as soon as it is known. */
  @WithDefault("PT20S")
  Duration lookEvery();

  /** Where people answer, as a page that they open in their browser. */
  Optional<String> page();

  /** For how long somebody is looked for after the last owner went. */
  interface Deadlines {

    @WithDefault("P30D")
    Duration low();

    @WithDefault("P14D")
    Duration medium();

    @WithDefault("P7D")
    Duration high();

    @WithDefault("P3D")
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

  /** How many identities of a tier a person should own at most. */
  interface Limits {

    @WithDefault("200")
    int low();

    @WithDefault("100")
    int medium();

    @WithDefault("40")
    int high();

    @WithDefault("15")
    int critical();

    /** Whether more than that is refused, rather than warned of. */
    @WithDefault("false")
    boolean enforced();

    default int of(RiskTier tier) {
      return switch (tier) {
        case LOW -> low();
        case MEDIUM -> medium();
        case HIGH -> high();
        case CRITICAL -> critical();
      };
    }
  }
}
