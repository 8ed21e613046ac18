package dev.steward.registry;

import dev.steward.identity.Standing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** How many identities are in which standing, as last counted. */
@ApplicationScoped
class IdentityMetrics implements MeterBinder {

  private final Population population;

  IdentityMetrics(Population population) {
    this.population = population;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    for (Standing standing : Standing.values()) {
      Gauge.builder("steward.identities", () -> count(standing))
          .tag("standing", standing.name().toLowerCase(Locale.ROOT))
          .description("Identities by standing")
          .register(meters);
    }
  }

  private long count(Standing standing) {
    return population.parts().stream()
        .filter(part -> part.standing() == standing)
        .mapToLong(Population.Part::found)
        .sum();
  }
}
