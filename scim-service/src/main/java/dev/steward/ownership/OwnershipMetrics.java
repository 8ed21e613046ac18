package dev.steward.ownership;

import dev.steward.identity.Identity.RiskTier;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** How many orphans there are, as last counted. */
@ApplicationScoped
class OwnershipMetrics implements MeterBinder {

  private static final String LISTED = "What is on the orphan report";

  private final OrphanTally tally;

  OwnershipMetrics(OrphanTally tally) {
    this.tally = tally;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("steward.identities.orphaned", tally, OrphanTally::ownerless)
        .description("Identities without a present owner who accepted")
        .register(meters);
    Gauge.builder("steward.orphans", tally, OrphanTally::unregistered)
        .tag("reason", OrphanReason.SHADOW.word())
        .tag("tier", "unregistered")
        .description(LISTED)
        .register(meters);
    for (OrphanReason reason : OrphanReason.values()) {
      if (reason == OrphanReason.SHADOW) {
        continue;
      }
      for (RiskTier tier : RiskTier.values()) {
        Gauge.builder("steward.orphans", tally, counts -> counts.of(reason, tier))
            .tag("reason", reason.word())
            .tag("tier", tier.name().toLowerCase(Locale.ROOT))
            .description(LISTED)
            .register(meters);
      }
    }
  }
}
