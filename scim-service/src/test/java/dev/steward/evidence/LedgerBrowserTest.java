package dev.steward.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.evidence.LedgerBrowser.Filter;
import dev.steward.evidence.LedgerBrowser.Inclusion;
import dev.steward.evidence.LedgerBrowser.Placed;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity.Id;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Leafing through the ledger. */
@QuarkusTest
class LedgerBrowserTest {

  @Inject LedgerBrowser browser;
  @Inject Ledger ledger;
  @Inject Sealer sealer;
  @Inject LedgerChecks checks;
  @Inject Database database;
  @Inject Clock clock;

  @Test
  void beginsWithTheNewestAndGoesBackPageByPage() {
    String event = written(5, null, "carol");

    List<Placed> all = new ArrayList<>();
    List<Placed> page = browser.page(event(event), null, 2);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = browser.page(event(event), page.getLast().position(), 2);
    }

    assertThat(all)
        .hasSize(5)
        .isSortedAccordingTo((a, b) -> Long.compare(b.position(), a.position()));
    assertThat(all).extracting(one -> one.entry().event()).containsOnly(event);
  }

  @Test
  void findsWhatSomebodyDid() {
    String actor = "person-" + UUID.randomUUID();
    written(2, null, actor);
    written(1, null, "somebody-else");

    assertThat(browser.page(new Filter(null, null, List.of(actor), null, null), null, 10))
        .hasSize(2)
        .allMatch(placed -> placed.entry().actor().subject().equals(actor));
  }

  @Test
  void findsWhatHappenedToAnIdentity() {
    UUID identity = UUID.randomUUID();
    written(3, identity, "carol");

    assertThat(browser.page(new Filter(null, identity, null, null, null), null, 10)).hasSize(3);
  }

  @Test
  void findsWhatHappenedInATime() {
    Instant start = clock.instant();
    String event = written(3, null, "carol");
    Instant end = clock.instant().plusMillis(1);

    assertThat(browser.page(new Filter(event, null, null, start.minusMillis(1), end), null, 10))
        .hasSize(3);
    assertThat(browser.page(new Filter(event, null, null, end.plusSeconds(60), null), null, 10))
        .isEmpty();
    assertThat(browser.page(new Filter(event, null, null, null, start.minusMillis(1)), null, 10))
        .isEmpty();
  }

  @Test
  void provesThatAnEntryIsInTheTree() {
    written(3, null, "carol");
    Placed placed = browser.page(Filter.ALL, null, 1).getFirst();

    Inclusion inclusion = browser.inclusion(placed).orElseThrow();

    assertThat(inclusion.proven()).isTrue();
    assertThat(inclusion.checkpoint().size()).isGreaterThan(placed.position());
  }

  @Test
  void doesNotProveATextThatIsNotInItsPlace() {
    written(2, null, "carol");
    Placed real = browser.page(Filter.ALL, null, 1).getFirst();
    Placed forged =
        new Placed(
            real.position(),
            dev.steward.ledger.Hash.ofLeaf(real.text() + " "),
            real.text(),
            real.entry());

    assertThat(browser.inclusion(forged).orElseThrow().proven()).isFalse();
  }

  @Test
  void knowsTheNamesOfAllEvents() {
    String event = written(1, null, "carol");

    assertThat(browser.events())
        .contains(event)
        .doesNotHaveDuplicates()
        .hasSize((int) database.number("select count(distinct event) from ledger_entry"));
  }

  @Test
  void isCheckedFromEndToEndWhenSomebodyAsks() {
    written(1, null, "carol");

    checks.ask("carol", Duration.ofMinutes(1));

    LedgerChecks.Check check = checks.newest().orElseThrow();
    assertThat(check.running()).isFalse();
    assertThat(check.proven()).isTrue();
    assertThat(check.askedBy()).isEqualTo("carol");
    assertThat(check.size()).isEqualTo(browser.newest().orElseThrow().size());
  }

  @Test
  void isCheckedOnceAtATime() {
    database.update(
        "insert into ledger_check (id, asked_at, asked_by) values (?, ?, 'dave')",
        UUID.randomUUID(),
        clock.instant());
    try {
      checks.ask("carol", Duration.ofMinutes(1));

      assertThat(checks.newest().orElseThrow().askedBy()).isEqualTo("dave");
    } finally {
      database.update("delete from ledger_check where finished_at is null");
    }
  }

  private static Filter event(String event) {
    return new Filter(event, null, null, null, null);
  }

  private String written(int many, @Nullable UUID identity, String actor) {
    String event = "Test" + UUID.randomUUID();
    for (int i = 0; i < many; i++) {
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  ledger.append(
                      new Actor(Actor.Type.PERSON, actor, "steward-console"),
                      event,
                      identity == null ? null : new Id(identity),
                      1,
                      Map.of()));
    }
    sealer.seal();
    return event;
  }
}
