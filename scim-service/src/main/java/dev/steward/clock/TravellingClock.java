package dev.steward.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The system's clock, moved by an offset that a demo or a test may set. */
final class TravellingClock extends Clock {

  private final Clock system;
  private volatile Duration offset = Duration.ZERO;

  TravellingClock(Clock system) {
    this.system = system;
  }

  void travel(Duration newOffset) {
    this.offset = newOffset;
  }

  @Override
  public Instant instant() {
    return system.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return system.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    var other = new TravellingClock(system.withZone(zone));
    other.travel(offset);
    return other;
  }
}
