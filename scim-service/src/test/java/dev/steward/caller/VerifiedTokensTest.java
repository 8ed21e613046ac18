package dev.steward.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

  private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
  private static final Instant LATE = START.plus(Duration.ofHours(1));
  private static final SecurityIdentity ALICE =
      QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("alice")).build();

  private Instant now = START;
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final VerifiedTokens verified = new VerifiedTokens(clock, Duration.ofSeconds(30), 2);

  @Test
  void aTokenThatWasNeverVerifiedNamesNobody() {
    verified.keep("one", ALICE, LATE);

    assertThat(verified.find("another")).isEmpty();
  }

  @Test
  void aTokenThatWasJustVerifiedNamesWhomItNamed() {
    verified.keep("one", ALICE, LATE);
    now = START.plusSeconds(29);

    assertThat(verified.find("one")).containsSame(ALICE);
  }

  @Test
  void aTokenIsVerifiedAnewAfterAWhile() {
    verified.keep("one", ALICE, LATE);
    now = START.plusSeconds(30);

    assertThat(verified.find("one")).isEmpty();
  }

  @Test
  void aTokenThatExpiresNamesNobodyFromThenOn() {
    verified.keep("one", ALICE, START.plusSeconds(10));
    now = START.plusSeconds(10);

    assertThat(verified.find("one")).isEmpty();
  }

  @Test
  void aTokenIsNotRememberedOnceAClockWasSetBack() {
    verified.keep("one", ALICE, LATE);
    now = START.minusSeconds(1);

    assertThat(verified.find("one")).isEmpty();
  }

  @Test
  void noMoreTokensAreRememberedThanThereIsRoomFor() {
    verified.keep("one", ALICE, LATE);
    verified.keep("two", ALICE, LATE);
    verified.keep("three", ALICE, LATE);

    assertThat(verified.find("three")).isEmpty();
    assertThat(verified.find("one")).isPresent();
  }

  @Test
  void whatExpiredMakesRoom() {
    verified.keep("one", ALICE, START.plusSeconds(10));
    verified.keep("two", ALICE, LATE);
    now = START.plusSeconds(10);
    verified.keep("three", ALICE, LATE);

    assertThat(verified.find("three")).isPresent();
  }
}
