package dev.steward.ownership;

import static dev.steward.testing.TimeTravel.travel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.ownership.OrphanDays.Day;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many orphans there were day by day. */
@QuarkusTest
class OrphanDaysTest {

  @Inject OrphanTally tally;
  @Inject OrphanDays days;
  @Inject IdentityRegistry registry;
  @Inject Clock clock;

  @AfterEach
  void returnToThePresent() {
    travel("PT0S");
  }

  @Test
  void endWithTheLastCountOfTheDay() {
    LocalDate today = today();
    tally.run();
    Day before = only(today);

    registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER);
    tally.run();

    assertThat(only(today).ownerless()).isEqualTo(before.ownerless() + 1);
    assertThat(only(today).of(OrphanReason.OWNER_NEVER_ACCEPTED))
        .isEqualTo(before.of(OrphanReason.OWNER_NEVER_ACCEPTED) + 1);
  }

  @Test
  void stayAsTheyWereWhenTheNextOneComes() {
    LocalDate today = today();
    tally.run();
    Day before = only(today);

    travel("P1D");
    registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER);
    tally.run();

    List<Day> since = days.since(today);
    assertThat(since.getFirst()).isEqualTo(before);
    assertThat(since).extracting(Day::day).contains(today, today.plusDays(1)).isSorted();
  }

  @Test
  void tellOfClientsThatNobodyRegisteredToo() {
    tally.run();

    assertThat(only(today()).found()).containsKey(OrphanReason.SHADOW);
  }

  private Day only(LocalDate day) {
    return days.since(day).stream().filter(one -> one.day().equals(day)).findFirst().orElseThrow();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
