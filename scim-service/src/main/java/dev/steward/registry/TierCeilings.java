package dev.steward.registry;

import dev.steward.identity.Cadence;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.RiskTier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;

/** How seldom an identity may be reviewed and how long its tokens may live, by risk tier. */
@ApplicationScoped
class TierCeilings {

  private final PolicyConfig config;

  TierCeilings(PolicyConfig config) {
    this.config = config;
  }

  void check(Identity identity) {
    RiskTier tier = identity.profile().riskTier();
    PolicyConfig.Ceiling ceiling = of(tier);
    Cadence cadence = identity.cadence();
    within(tier, "the time between reviews", cadence.every(), ceiling.cadence());
    within(tier, "the grace", cadence.grace(), ceiling.grace());
    Duration longest = identity.allowance().longestToken();
    if (longest.compareTo(ceiling.longestToken()) > 0) {
      throw new ChangeRefused(
          Rule.TIER_EXCEEDED,
          "a token of a %s risk identity lives at most %s, not %s"
              .formatted(lower(tier), ceiling.longestToken(), longest));
    }
  }

  private PolicyConfig.Ceiling of(RiskTier tier) {
    return switch (tier) {
      case LOW -> config.low();
      case MEDIUM -> config.medium();
      case HIGH -> config.high();
      case CRITICAL -> config.critical();
    };
  }

  private static void within(RiskTier tier, String what, Period asked, Period most) {
    if (LocalDate.EPOCH.plus(asked).isAfter(LocalDate.EPOCH.plus(most))) {
      throw new ChangeRefused(
          Rule.TIER_EXCEEDED,
          "%s of a %s risk identity is at most %s, not %s"
              .formatted(what, lower(tier), most, asked));
    }
  }

  private static String lower(RiskTier tier) {
    return tier.name().toLowerCase(java.util.Locale.ROOT);
  }
}
