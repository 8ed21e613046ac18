package dev.steward.people;

import dev.steward.database.StaleVersion;
import dev.steward.database.TimeOrdered;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The only door through which a feed describes people.
 *
 * <p>One change writes the person at its next version and the ledger entry that explains it, in one
 * transaction. The ledger names the attributes that changed, and the person by id: what is personal
 * can be forgotten. A change that would change nothing writes nothing.
 */
@ApplicationScoped
public class PersonRegistry {

  private final People people;
  private final PersonRows rows;
  private final Presence presence;
  private final Ledger ledger;
  private final Event<PersonRemoved> removed;
  private final Clock clock;

  PersonRegistry(
      People people,
      PersonRows rows,
      Presence presence,
      Ledger ledger,
      Event<PersonRemoved> removed,
      Clock clock) {
    this.people = people;
    this.rows = rows;
    this.presence = presence;
    this.ledger = ledger;
    this.removed = removed;
    this.clock = clock;
  }

  /**
   * Takes somebody into the record whom the feed describes for the first time. Who is known already
   * because Keycloak told of them, or was deleted before, is the same person with the same id.
   *
   * @throws PersonNameTaken when another person whom a feed describes has the user name
   */
  public RecordedPerson add(PersonFacts facts, Actor actor) {
    Optional<String> subject = people.subjectOf(facts.userName());
    return QuarkusTransaction.joiningExisting()
        .call(() -> addNow(facts, subject.orElse(null), actor));
  }

  /**
   * Describes a person anew.
   *
   * @param expectedVersion the version that this is meant for, or null for whichever it is
   * @throws NoSuchPerson when there is nobody of that id
   * @throws StaleVersion when the person is at another version
   * @throws PersonNameTaken when another person has the user name
   */
  public RecordedPerson change(
      String id, @Nullable Long expectedVersion, PersonFacts facts, Actor actor) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              PersonRow row = locked(id, expectedVersion);
              if (!row.facts().equals(facts)) {
                rows.requireFree(row, facts.userName());
                describe(row, row.facts(), facts, "PersonChanged", actor);
              }
              return row.recorded();
            });
  }

  /**
   * Forgets a person, who answers for nothing from then on. The user name is free again.
   *
   * @throws NoSuchPerson when there is nobody of that id
   * @throws StaleVersion when the person is at another version
   */
  public void remove(String id, @Nullable Long expectedVersion, Actor actor) {
    QuarkusTransaction.joiningExisting()
        .run(
            () -> {
              PersonRow row = locked(id, expectedVersion);
              row.remove(clock.instant());
              rows.flush();
              removed.fire(new PersonRemoved(id));
              ledger.append(
                  actor, "PersonRemoved", null, 0, Map.of("person", id, "version", row.version));
              presence.tell();
            });
  }

  private RecordedPerson addNow(PersonFacts facts, @Nullable String subject, Actor actor) {
    if (rows.fed(facts.userName()).isPresent()) {
      throw new PersonNameTaken(facts.userName());
    }
    Optional<PersonRow> known =
        Optional.ofNullable(subject)
            .flatMap(rows::unfedOf)
            .or(() -> rows.unfedNamed(facts.userName()));
    Instant now = clock.instant();
    PersonRow row = known.orElseGet(() -> PersonRow.of(TimeOrdered.id(clock).toString(), now));
    describe(row, known.map(PersonRow::facts).orElse(null), facts, "PersonAdded", actor);
    return row.recorded();
  }

  private void describe(
      PersonRow row, @Nullable PersonFacts before, PersonFacts facts, String event, Actor actor) {
    row.take(facts, clock.instant());
    rows.persist(row);
    rows.settle(facts.userName());
    ledger.append(actor, event, null, 0, PersonRecord.of(row.id, row.version, before, facts));
    presence.tell();
  }

  private PersonRow locked(String id, @Nullable Long expectedVersion) {
    PersonRow row = rows.lock(id);
    if (expectedVersion != null && row.version != expectedVersion) {
      throw new StaleVersion("person " + id, expectedVersion, row.version);
    }
    return row;
  }
}
