package dev.steward.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;

/** How many permits wait for Keycloak, and for how long. */
@ApplicationScoped
class DeliveryMetrics implements MeterBinder {

  private final Outbox outbox;

  DeliveryMetrics(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("steward.permits.undelivered", outbox, Outbox::undelivered)
        .description("Permits that Keycloak does not hold yet")
        .register(meters);
    Gauge.builder("steward.permits.oldest", outbox, box -> box.oldestAge().toSeconds())
        .description("For how long the oldest undelivered permit has waited")
        .baseUnit("seconds")
        .register(meters);
  }
}
