package dev.steward.clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The clock of everything that judges or records. It ticks in microseconds, as the database does.
 */
@ApplicationScoped
class Clocks {

  private static final Logger LOG = Logger.getLogger(Clocks.class);
  private static final Duration TICK = Duration.ofNanos(1_000);

  private final TravellingClock clock = new TravellingClock(Clock.tick(Clock.systemUTC(), TICK));
  private final boolean mayTravel;

  Clocks(@ConfigProperty(name = "steward.time-travel", defaultValue = "false") boolean mayTravel) {
    this.mayTravel = mayTravel;
  }

  @Produces
  @Singleton
  Clock clock() {
    return clock;
  }

  boolean mayTravel() {
    return mayTravel;
  }

  void travel(Duration offset) {
    LOG.warnf("time travel: this service's clock now differs from the system's by %s", offset);
    clock.travel(offset);
  }
}
