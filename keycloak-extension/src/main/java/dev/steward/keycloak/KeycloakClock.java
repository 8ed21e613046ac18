package dev.steward.keycloak;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.keycloak.common.util.Time;

/** Keycloak's own clock, which its tests can move. */
final class KeycloakClock extends Clock {

  private final ZoneId zone;

  KeycloakClock() {
    this(ZoneOffset.UTC);
  }

  private KeycloakClock(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new KeycloakClock(other);
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(Time.currentTimeMillis());
  }
}
