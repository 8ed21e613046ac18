package dev.steward.registry;

import dev.steward.database.Database;
import dev.steward.identity.Standing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;

/** How many identities are in which standing. */
@ApplicationScoped
class IdentityMetrics implements MeterBinder {

  private final Database database;
  private final Clock clock;

  IdentityMetrics(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
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
    return database.number(
        """
        select count(*) from identity
        where standing(intent, begun, grace_from, brownout_from, good_until, ?) = ?
        """,
        clock.instant(),
        standing);
  }
}
