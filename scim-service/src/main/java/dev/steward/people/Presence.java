package dev.steward.people;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who went and who is back: the ledger is told of each once, in the transaction in which it came
 * true.
 *
 * <p>What it was told last is kept beside what is, so that nobody is forgotten and nobody told of
 * twice, whoever's word it was and whenever somebody stopped half-way.
 */
@ApplicationScoped
class Presence {

  private static final Actor ACTOR = Actor.system("people");
  private static final int BATCH = 500;

  private final Database database;
  private final Ledger ledger;
  private final Event<PresenceChanged> changed;
  private final Clock clock;

  Presence(Database database, Ledger ledger, Event<PresenceChanged> changed, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.changed = changed;
    this.clock = clock;
  }

  private record Told(String id, @Nullable Instant goneAt, String feed, String account) {}

  /**
   * Tells of those of whom the present transaction, or one before it, left untold.
   *
   * @return whether there may be more
   */
  @Transactional(TxType.MANDATORY)
  boolean tell() {
    List<Told> told =
        database.list(
            """
            update person set told_present = present
            where id in (
              select id from person where told_present <> present
              order by id limit ? for update skip locked)
            returning id, gone_at, feed, account
            """,
            Presence::told,
            BATCH);
    told.forEach(this::append);
    if (!told.isEmpty()) {
      changed.fire(new PresenceChanged());
    }
    return told.size() == BATCH;
  }

  private void append(Told person) {
    ledger.append(
        ACTOR,
        person.goneAt() == null ? "PersonBack" : "PersonGone",
        null,
        0,
        Map.of(
            "person", person.id(),
            "since", Objects.requireNonNullElseGet(person.goneAt(), clock::instant).toString(),
            "feed", person.feed(),
            "account", person.account()));
  }

  private static Told told(Row row) {
    return new Told(
        row.text("id"), row.optionalInstant("gone_at"), row.text("feed"), row.text("account"));
  }
}
