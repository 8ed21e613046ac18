package dev.steward.ownership;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;

/** How many identities nobody answers for. */
@ApplicationScoped
class OwnershipMetrics implements MeterBinder {

  private final Orphans orphans;

  OwnershipMetrics(Orphans orphans) {
    this.orphans = orphans;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("steward.identities.orphaned", orphans, Orphans::count)
        .description("Identities without a present owner who accepted")
        .register(meters);
  }
}
