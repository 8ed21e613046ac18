package dev.steward.people;

import dev.steward.database.Asides;
import dev.steward.database.StaleVersion;
import dev.steward.database.Statement;
import dev.steward.database.TimeOrdered;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.people.RecordedPerson.Account;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The only door through which a feed describes people.
 *
 * <p>One change writes the person at its next version and the ledger entry that explains it, all or
 * nothing. The ledger names the attributes that changed, and the person by id: what is personal can
 * be forgotten. A change that would change nothing writes nothing.
 */
@ApplicationScoped
public class PersonRegistry {

  private final People people;
  private final PersonTable table;
  private final PersonSnapshots snapshots;
  private final Presence presence;
  private final Ledger ledger;
  private final Event<PersonRemoved> removed;
  private final Clock clock;

  PersonRegistry(
      People people,
      PersonTable table,
      PersonSnapshots snapshots,
      Presence presence,
      Ledger ledger,
      Event<PersonRemoved> removed,
      Clock clock) {
    this.people = people;
    this.table = table;
    this.snapshots = snapshots;
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
    return add(facts, actor, Asides.NONE);
  }

  /**
   * The same, and what others want to know beside the person then, in the same journey to the
   * database. Keycloak is asked unless the name is taken.
   *
   * @param asides about the row {@code p} of the person
   */
  public RecordedPerson add(PersonFacts facts, Actor actor, Asides asides) {
    Optional<PersonTable.Known> namesake = unfed(facts, null);
    Optional<String> subject = people.subjectOf(facts.userName());
    Optional<PersonTable.Known> known =
        subject.isPresent() ? unfed(facts, subject.get()) : namesake;
    return known.isPresent()
        ? QuarkusTransaction.joiningExisting()
            .call(() -> adopt(known.get().id(), facts, subject.orElse(null), actor, asides))
        : welcome(facts, actor, asides);
  }

  /**
   * Describes a person anew.
   *
   * @param there the person as read a moment ago
   * @param asides what others want to know beside the person afterwards, in the same journey to the
   *     database; of one who stays as described, nobody is told
   * @throws NoSuchPerson when there is nobody of that id any more
   * @throws StaleVersion when the person is at another version
   * @throws PersonNameTaken when another person has the user name
   */
  public RecordedPerson change(
      RecordedPerson there, PersonFacts facts, Actor actor, Asides asides) {
    if (there.facts().equals(facts)) {
      return there;
    }
    if (!there.facts().userName().equalsIgnoreCase(facts.userName())) {
      table.requireFree(there.id(), facts.userName());
    }
    return describe(there, facts, "PersonChanged", actor, asides);
  }

  /**
   * Forgets a person, who answers for nothing from then on. The user name is free again.
   *
   * @param expectedVersion the version that this is meant for, or null for whichever it is
   * @throws NoSuchPerson when there is nobody of that id
   * @throws StaleVersion when the person is at another version
   */
  public void remove(String id, @Nullable Long expectedVersion, Actor actor) {
    QuarkusTransaction.joiningExisting()
        .run(
            () -> {
              long version = table.remove(id, expectedVersion, clock.instant());
              removed.fire(new PersonRemoved(id));
              ledger.append(
                  actor, "PersonRemoved", null, 0, Map.of("person", id, "version", version));
              presence.tell();
            });
  }

  /** Whom a description may mean, if no feed describes them yet. */
  private Optional<PersonTable.Known> unfed(PersonFacts facts, @Nullable String subject) {
    Optional<PersonTable.Known> known = table.known(facts.userName(), subject);
    if (known.filter(PersonTable.Known::fed).isPresent()) {
      throw new PersonNameTaken(facts.userName());
    }
    return known;
  }

  private RecordedPerson welcome(PersonFacts facts, Actor actor, Asides asides) {
    Instant now = clock.instant();
    RecordedPerson person =
        new RecordedPerson(
            TimeOrdered.id(clock).toString(),
            1,
            facts,
            Account.UNKNOWN,
            now,
            facts.active(),
            now,
            now);
    List<Statement> entries = List.of(entry("PersonAdded", null, person, actor));
    written(!facts.active(), () -> table.insert(person, entries, asides));
    return person;
  }

  private RecordedPerson adopt(
      String id, PersonFacts facts, @Nullable String subject, Actor actor, Asides asides) {
    table.lock(id);
    unfed(facts, subject);
    RecordedPerson known = snapshots.even(id).orElseThrow(() -> new NoSuchPerson(id));
    return describe(known, facts, "PersonAdded", actor, asides);
  }

  private RecordedPerson describe(
      RecordedPerson before, PersonFacts facts, String event, Actor actor, Asides asides) {
    Instant now = clock.instant();
    boolean present = facts.active() && before.account().leavesPresent();
    RecordedPerson after =
        new RecordedPerson(
            before.id(),
            before.version() + 1,
            facts,
            before.account(),
            now,
            present,
            before.created(),
            now);
    List<Statement> entries = List.of(entry(event, before.facts(), after, actor));
    written(present != before.present(), () -> table.update(before, after, entries, asides));
    return after;
  }

  /** Whoever comes or goes by it is told of in the same transaction; else it is one journey. */
  private void written(boolean comesOrGoes, Runnable write) {
    if (!comesOrGoes) {
      write.run();
      return;
    }
    QuarkusTransaction.joiningExisting()
        .run(
            () -> {
              write.run();
              presence.tell();
            });
  }

  private Statement entry(
      String event, @Nullable PersonFacts before, RecordedPerson after, Actor actor) {
    return ledger.entry(
        actor, event, null, 0, PersonRecord.of(after.id(), after.version(), before, after.facts()));
  }
}
