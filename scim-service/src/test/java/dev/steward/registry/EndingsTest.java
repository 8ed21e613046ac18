package dev.steward.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Validity;
import dev.steward.registry.Endings.Cause;
import dev.steward.registry.Endings.Count;
import dev.steward.registry.Endings.Ending;
import dev.steward.tally.Weeks;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What ends in the coming weeks. */
@QuarkusTest
class EndingsTest {

  @Inject IdentityRegistry registry;
  @Inject Endings endings;
  @Inject Clock clock;

  @Test
  void areCountedByTheWeekAndByWhatEndsThem() {
    Instant end = clock.instant().plus(Duration.ofDays(20));
    LocalDate week = Weeks.of(end);
    endings.run();
    long before = found(week, Cause.VALIDITY);

    endingAt(end);
    endings.run();

    assertThat(found(week, Cause.VALIDITY)).isEqualTo(before + 1);
  }

  @Test
  void areNotCountedBeyondTheTwelfthWeek() {
    endingAt(clock.instant().plus(Duration.ofDays(60)));
    registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER);

    endings.run();

    LocalDate last = Weeks.of(clock.instant()).plusWeeks(Endings.WEEKS - 1L);
    assertThat(endings.counts()).isNotEmpty().allMatch(count -> !count.week().isAfter(last));
  }

  @Test
  void areListedTheSoonestFirstPageByPage() {
    Instant end = clock.instant().plus(Duration.ofDays(27));
    LocalDate week = Weeks.of(end);
    List<UUID> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      made.add(endingAt(end).id().value());
    }
    endings.run();

    List<Ending> all = new ArrayList<>();
    List<Ending> page = endings.in(week, null, null, 2);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = endings.in(week, null, page.getLast().place(), 2);
    }

    assertThat(all).extracting(Ending::id).containsAll(made).doesNotHaveDuplicates();
    assertThat(all).extracting(Ending::at).isSorted();
    assertThat(all)
        .hasSize(
            (int)
                endings.counts().stream()
                    .filter(count -> count.week().equals(week))
                    .mapToLong(Count::found)
                    .sum());
  }

  @Test
  void areOnlyThoseThatMayAct() {
    Instant end = clock.instant().plus(Duration.ofDays(34));
    Identity stopped = endingAt(end);
    registry.change(
        stopped.id(), null, List.of(new Change.Suspend("an incident")), Sample.PROVISIONER);

    assertThat(endings.in(Weeks.of(end), null, null, 1_000))
        .extracting(Ending::id)
        .doesNotContain(stopped.id().value());
  }

  private long found(LocalDate week, Cause cause) {
    return endings.counts().stream()
        .filter(count -> count.week().equals(week) && count.cause() == cause)
        .mapToLong(Count::found)
        .sum();
  }

  private Identity endingAt(Instant end) {
    return registry
        .register(
            Sample.within(
                Validity.between(null, end, clock.instant()), Sample.agent(Sample.person())),
            Sample.PROVISIONER)
        .identity();
  }
}
