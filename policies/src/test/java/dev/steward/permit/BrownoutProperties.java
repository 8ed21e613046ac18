package dev.steward.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every brownout at every instant. */
class BrownoutProperties {

  private static final Instant FROM = Instant.parse("2027-02-11T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2027-02-15T00:00:00Z");

  @Property
  void windowsOpenWithinTheBrownoutOnly(
      @ForAll("brownouts") Brownout brownout, @ForAll("instants") Instant now) {
    Optional<Instant> window = brownout.windowAt(now);

    if (now.isBefore(brownout.from()) || !now.isBefore(brownout.until())) {
      assertThat(window).isEmpty();
    }
    window.ifPresent(end -> assertThat(end).isAfter(now).isBeforeOrEqualTo(brownout.until()));
  }

  @Property
  void everyInstantOfAWindowTellsTheSameEnd(
      @ForAll("brownouts") Brownout brownout, @ForAll("instants") Instant now) {
    Brownout same = new Brownout(brownout.from(), brownout.until());

    brownout
        .windowAt(now)
        .ifPresent(
            end -> {
              assertThat(same.windowAt(now)).contains(end);
              assertThat(same.windowAt(end.minusNanos(1))).contains(end);
              assertThat(same.windowAt(end)).isEmpty();
            });
  }

  @Property
  void windowsGrowFromAMinuteToHalfAnHour(@ForAll("brownouts") Brownout brownout) {
    Duration shortest = Duration.ofMinutes(1);
    Instant hour = brownout.from().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    while (!hour.plus(Duration.ofMinutes(30)).isAfter(brownout.until())) {
      Duration length = Duration.between(hour, brownout.windowAt(hour).orElseThrow());
      assertThat(length).isBetween(shortest, Duration.ofMinutes(30));
      shortest = length;
      hour = hour.plus(1, ChronoUnit.HOURS);
    }
  }

  @Example
  void theFirstWindowIsAMinuteAndTheLastAlmostHalfAnHour() {
    Brownout brownout = new Brownout(FROM, UNTIL);

    assertThat(brownout.windowAt(FROM)).contains(FROM.plusSeconds(60));
    assertThat(brownout.windowAt(FROM.plusSeconds(60))).isEmpty();
    assertThat(brownout.windowAt(Instant.parse("2027-02-14T23:00:00Z")))
        .contains(Instant.parse("2027-02-14T23:29:00Z"));
    assertThat(brownout.windowAt(UNTIL)).isEmpty();
  }

  @Example
  void anEmptyBrownoutHasNoWindow() {
    assertThat(new Brownout(FROM, FROM).windowAt(FROM)).isEmpty();
  }

  @Example
  void aBrownoutEndsNoEarlierThanItBegins() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Brownout(FROM, FROM.minusNanos(1)));
  }

  @Provide
  Arbitrary<Brownout> brownouts() {
    return Permits.brownouts();
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Permits.instants();
  }
}
