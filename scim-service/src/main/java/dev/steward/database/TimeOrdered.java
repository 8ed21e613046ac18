package dev.steward.database;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** New ids that sort by the time they were made, as RFC 9562 version 7 lays them out. */
public final class TimeOrdered {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private TimeOrdered() {}

  /**
   * An id before all that are made at an instant or later, and behind all that were made before.
   */
  public static UUID earliest(Instant instant) {
    return new UUID(instant.toEpochMilli() << 16, 0);
  }

  public static UUID id(Clock clock) {
    long time = clock.millis() << 16;
    long random = RANDOM.nextInt(1 << 12);
    return new UUID(time | VERSION_7 | random, VARIANT | (RANDOM.nextLong() >>> 2));
  }
}
