package dev.steward.registry;

import dev.steward.database.StaleVersion;
import dev.steward.delivery.Outbox;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import dev.steward.people.People;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The only door through which an identity changes.
 *
 * <p>One change writes three rows in one transaction: the identity at its next version, the ledger
 * entry that explains it, and, when it has a client, the permit that tells Keycloak. A change that
 * would change nothing writes nothing, so a repeated one is harmless.
 */
@ApplicationScoped
public class IdentityRegistry {

  private final IdentityRows rows;
  private final RegistrationPolicy policy;
  private final People people;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Event<IdentityChanged> changed;
  private final Clock clock;

  IdentityRegistry(
      IdentityRows rows,
      RegistrationPolicy policy,
      People people,
      Ledger ledger,
      Outbox outbox,
      Event<IdentityChanged> changed,
      Clock clock) {
    this.rows = rows;
    this.policy = policy;
    this.people = people;
    this.ledger = ledger;
    this.outbox = outbox;
    this.changed = changed;
    this.clock = clock;
  }

  /**
   * Brings an identity into being.
   *
   * @throws dev.steward.identity.ChangeRefused when a rule does not allow it
   * @throws UserNameTaken when another identity has the user name
   * @throws ClientTaken when another identity has the client
   */
  public Recorded register(Change.Register register, Actor actor) {
    people.refreshUnlessFresh(Owners.people(register.owners()));
    return QuarkusTransaction.joiningExisting().call(() -> registerNow(register, actor));
  }

  /**
   * Changes an identity, all changes or none; each makes its own version.
   *
   * @param expectedVersion the version that the changes are meant for, or null for whichever it is
   * @throws dev.steward.identity.ChangeRefused when its state or a rule does not allow it
   * @throws NoSuchIdentity when there is none
   * @throws StaleVersion when it is at another version
   * @throws UserNameTaken when another identity has the new user name
   * @throws ClientTaken when another identity has the new client
   */
  public Recorded change(
      Id id, @Nullable Long expectedVersion, List<? extends Change> changes, Actor actor) {
    people.refreshUnlessFresh(Owners.namedIn(changes));
    return QuarkusTransaction.joiningExisting()
        .call(() -> changeNow(id, expectedVersion, changes, actor));
  }

  private Recorded registerNow(Change.Register register, Actor actor) {
    Instant now = clock.instant();
    var aliases = people.aliases(Owners.people(register.owners()));
    Change.Register asked = Owners.acceptedBy(actor, now, aliases, register);
    Identity identity = asked.identity(now);
    policy.judge(null, identity);
    rows.find(identity.id()).ifPresent(there -> asked.applyTo(there.identity(), now));
    rows.requireFree(identity);
    IdentityRow row = rows.insert(identity, now);
    record(asked, null, identity, actor);
    deliver(identity);
    return row.recorded();
  }

  private Recorded changeNow(
      Id id, @Nullable Long expectedVersion, List<? extends Change> changes, Actor actor) {
    Instant now = clock.instant();
    IdentityRow row = rows.lock(id);
    Identity before = row.identity();
    if (expectedVersion != null && before.version() != expectedVersion) {
      throw new StaleVersion("identity " + id, expectedVersion, before.version());
    }
    Identity identity = before;
    var aliases = people.aliases(Owners.namedIn(changes));
    for (Change change : changes) {
      Change asked = Owners.acceptedBy(actor, now, aliases, change);
      Identity after = asked.applyTo(identity, now);
      if (after.version() != identity.version()) {
        policy.judge(identity, after);
        record(asked, identity, after, actor);
        identity = after;
      }
    }
    if (identity.version() != before.version()) {
      if (!isCalledAlike(before, identity)) {
        rows.requireFree(identity);
      }
      rows.update(row, identity, now);
      deliver(identity);
      changed.fire(new IdentityChanged(identity));
    }
    return row.recorded();
  }

  private static boolean isCalledAlike(Identity before, Identity after) {
    return before.profile().userName().equals(after.profile().userName())
        && Objects.equals(before.client(), after.client());
  }

  private void record(Change change, @Nullable Identity before, Identity after, Actor actor) {
    ledger.append(
        actor, change.name(), after.id(), after.version(), ChangeRecord.of(change, before, after));
  }

  private void deliver(Identity identity) {
    Client client = identity.client();
    if (client != null) {
      outbox.enqueue(identity, client);
    }
  }
}
