package dev.steward.certification;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;

/** How many reviews wait for a verdict. */
@ApplicationScoped
class ReviewMetrics implements MeterBinder {

  private final Reviews reviews;

  ReviewMetrics(Reviews reviews) {
    this.reviews = reviews;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("steward.reviews.open", reviews, Reviews::openCount)
        .description("Reviews that wait for a verdict")
        .register(meters);
  }
}
