package dev.steward.registry;

import dev.steward.identity.Standing;
import dev.steward.registry.Population.Part;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How many identities are in which standing, as last counted. */
@ApplicationScoped
class IdentityMetrics implements MeterBinder {

  /** Counts are read together, and not again for every one that is asked for. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final Population population;
  private volatile @Nullable Read last;

  IdentityMetrics(Population population) {
    this.population = population;
  }

  private record Read(List<Part> parts, long at) {}

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
    return parts().stream()
        .filter(part -> part.standing() == standing)
        .mapToLong(Part::found)
        .sum();
  }

  private List<Part> parts() {
    Read known = last;
    if (known == null || System.nanoTime() - known.at() > FRESH.toNanos()) {
      known = new Read(population.parts(), System.nanoTime());
      last = known;
    }
    return known.parts();
  }
}
