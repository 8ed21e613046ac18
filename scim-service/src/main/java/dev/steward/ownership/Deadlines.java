package dev.steward.ownership;

import dev.steward.identity.Identity.RiskTier;
import dev.steward.ownership.Orphan.Because;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Until when each reason is to be mended. */
@Startup
@ApplicationScoped
class Deadlines {

  private final OrphanConfig config;

  Deadlines(OrphanConfig config) {
    this.config = config;
    Stream.concat(
            Stream.of(config.within().unregistered()),
            Arrays.stream(RiskTier.values()).map(this::within))
        .filter(within -> within.toTotalMonths() != 0 || within.isNegative())
        .findFirst()
        .ifPresent(
            within -> {
              throw new IllegalArgumentException(
                  "steward.orphans.within is a number of days such as P30D, not %s: months differ in length"
                      .formatted(within));
            });
  }

  /**
   * A reason with its deadline.
   *
   * @param tier of the identity; null when nobody knows
   * @param now from when days are counted
   */
  Because because(
      OrphanReason reason, @Nullable Instant since, @Nullable RiskTier tier, Instant now) {
    if (since == null) {
      return new Because(reason, null, null, null);
    }
    Instant due = since.atOffset(ZoneOffset.UTC).plus(within(tier)).toInstant();
    return new Because(reason, since, due, ChronoUnit.DAYS.between(dayOf(now), dayOf(due)));
  }

  private static LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  /** So long it may stand on the report. */
  Period within(@Nullable RiskTier tier) {
    OrphanConfig.Within within = config.within();
    if (tier == null) {
      return within.unregistered();
    }
    return switch (tier) {
      case LOW -> within.low();
      case MEDIUM -> within.medium();
      case HIGH -> within.high();
      case CRITICAL -> within.critical();
    };
  }
}
