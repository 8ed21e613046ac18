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
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How seldom an identity may be reviewed and how long its tokens may live, by risk tier. */
@ApplicationScoped
class TierCeilings {

  private final PolicyConfig config;

  TierCeilings(PolicyConfig config) {
    this.config = config;
  }

  /** All that is too much is told at once, so that one more try is enough. */
  void check(Identity identity) {
    RiskTier tier = identity.profile().riskTier();
    PolicyConfig.Ceiling ceiling = of(tier);
    Cadence cadence = identity.cadence();
    Duration longest = identity.allowance().longestToken();
    List<String> excesses =
        Stream.of(
                excess(
                    "the time between reviews (cadence.every)", cadence.every(), ceiling.cadence()),
                excess("the grace (cadence.grace)", cadence.grace(), ceiling.grace()),
                longest.compareTo(ceiling.longestToken()) > 0
                    ? said(
                        "the life of a token (allowance.longestToken)",
                        ceiling.longestToken(),
                        longest)
                    : Stream.<String>empty())
            .flatMap(each -> each)
            .toList();
    if (!excesses.isEmpty()) {
      throw new ChangeRefused(
          Rule.TIER_EXCEEDED,
          "at %s risk %s"
              .formatted(tier.name().toLowerCase(Locale.ROOT), String.join(", and ", excesses)));
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

  private static Stream<String> excess(String what, Period asked, Period most) {
    return LocalDate.EPOCH.plus(asked).isAfter(LocalDate.EPOCH.plus(most))
        ? said(what, most, asked)
        : Stream.empty();
  }

  private static Stream<String> said(String what, TemporalAmount most, TemporalAmount asked) {
    return Stream.of("%s is at most %s, not %s".formatted(what, most, asked));
  }
}
