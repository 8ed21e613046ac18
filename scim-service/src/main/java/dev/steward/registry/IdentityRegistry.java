package dev.steward.registry;

import dev.steward.database.Asides;
import dev.steward.database.StaleVersion;
import dev.steward.database.Statement;
import dev.steward.delivery.Outbox;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.people.Named;
import dev.steward.people.People;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

  private final IdentityTable table;
  private final IdentitySnapshots snapshots;
  private final RegistrationPolicy policy;
  private final People people;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Event<IdentityRevoked> revoked;
  private final Clock clock;

  IdentityRegistry(
      IdentityTable table,
      IdentitySnapshots snapshots,
      RegistrationPolicy policy,
      People people,
      Ledger ledger,
      Outbox outbox,
      Event<IdentityRevoked> revoked,
      Clock clock) {
    this.table = table;
    this.snapshots = snapshots;
    this.policy = policy;
    this.people = people;
    this.ledger = ledger;
    this.outbox = outbox;
    this.revoked = revoked;
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
    return register(register, actor, Asides.NONE);
  }

  /**
   * The same, and what others want to know beside the identity then, in the same journey to the
   * database.
   *
   * @param asides about the row {@code i} of the identity
   */
  public Recorded register(Change.Register register, Actor actor, Asides asides) {
    Named owners = people.named(Owners.people(register.owners()));
    return Reach.isOneJourney(register)
        ? registerNow(register, owners, actor, asides)
        : QuarkusTransaction.joiningExisting()
            .call(() -> registerNow(register, owners, actor, asides));
  }

  /**
   * Refuses what a registration would be refused for, and does nothing else.
   *
   * @throws dev.steward.identity.ChangeRefused when a rule does not allow it
   * @throws UserNameTaken when another identity has the user name
   * @throws ClientTaken when another identity has the client
   */
  public void rehearse(Change.Register register) {
    Identity identity = register.identity(clock.instant());
    policy.judge(null, identity, people.named(Owners.people(register.owners())));
    table.requireFree(identity);
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
    Named owners = people.named(Owners.namedIn(changes));
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              table.lock(id);
              Recorded there = snapshots.find(id).orElseThrow(() -> new NoSuchIdentity(id));
              long version = there.identity().version();
              if (expectedVersion != null && version != expectedVersion) {
                throw new StaleVersion("identity " + id, expectedVersion, version);
              }
              return changeNow(there, changes, owners, actor, Asides.NONE);
            });
  }

  /**
   * Changes an identity as it was read a moment ago, all changes or none; each makes its own
   * version.
   *
   * @throws dev.steward.identity.ChangeRefused when its state or a rule does not allow it
   * @throws StaleVersion when somebody else changed it since
   * @throws UserNameTaken when another identity has the new user name
   * @throws ClientTaken when another identity has the new client
   */
  public Recorded change(Recorded there, List<? extends Change> changes, Actor actor) {
    return change(there, changes, actor, Asides.NONE);
  }

  /**
   * The same, and what others want to know beside the identity afterwards, in the same journey to
   * the database; of one that stays as it is, nobody is told.
   *
   * @param asides about the row {@code i} of the identity
   */
  public Recorded change(
      Recorded there, List<? extends Change> changes, Actor actor, Asides asides) {
    Named owners = people.named(Owners.namedIn(changes));
    return Reach.isOneJourney(there.identity(), changes)
        ? changeNow(there, changes, owners, actor, asides)
        : QuarkusTransaction.joiningExisting()
            .call(() -> changeNow(there, changes, owners, actor, asides));
  }

  private Recorded registerNow(Change.Register register, Named owners, Actor actor, Asides asides) {
    Instant now = clock.instant();
    Change.Register asked = Owners.acceptedBy(actor, now, owners.aliases(), register);
    Identity identity = asked.identity(now);
    policy.judge(null, identity, owners);
    if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      // a constraint that is broken would undo what others did in the same transaction
      table.requireFree(identity);
    }
    Recorded recorded = new Recorded(identity, now, now);
    List<Statement> others = new ArrayList<>();
    others.add(entry(asked, null, identity, actor));
    insert(recorded, others, asides);
    return recorded;
  }

  private Recorded changeNow(
      Recorded there, List<? extends Change> changes, Named owners, Actor actor, Asides asides) {
    Optional<Rewriting> rewriting = rewriting(there, changes, owners, actor);
    rewriting.ifPresent(
        wanted -> {
          table.update(wanted, asides);
          if (wanted.sendsAPermit()) {
            outbox.dispatch();
          }
          tell(wanted);
        });
    return rewriting.map(Rewriting::after).orElse(there);
  }

  /** Tells of a change that others have to follow, in its transaction. */
  void tell(Rewriting rewriting) {
    if (rewriting.identity().intent() == Intent.REVOKED) {
      revoked.fire(new IdentityRevoked(rewriting.identity().id()));
    }
  }

  /** How changes would leave an identity; nothing when they leave it as it is. */
  Optional<Rewriting> rewriting(
      Recorded there, List<? extends Change> changes, Named owners, Actor actor) {
    Instant now = clock.instant();
    Identity before = there.identity();
    Identity identity = before;
    List<Statement> others = new ArrayList<>();
    for (Change change : changes) {
      Change asked = Owners.acceptedBy(actor, now, owners.aliases(), change);
      Identity after = asked.applyTo(identity, now);
      if (after.version() != identity.version()) {
        policy.judge(identity, after, owners);
        others.add(entry(asked, identity, after, actor));
        identity = after;
      }
    }
    if (identity.version() == before.version()) {
      return Optional.empty();
    }
    if (!isCalledAlike(before, identity)) {
      table.requireFree(identity);
    }
    Client client = identity.client();
    if (client != null) {
      others.add(outbox.parcel(identity, client));
    }
    return Optional.of(new Rewriting(there, new Recorded(identity, there.created(), now), others));
  }

  /** Writes a new identity, and with it the permit that tells Keycloak. */
  private void insert(Recorded recorded, List<Statement> others, Asides asides) {
    Identity identity = recorded.identity();
    Client client = identity.client();
    if (client == null) {
      table.insert(recorded, others, asides);
    } else {
      others.add(outbox.parcel(identity, client));
      table.insert(recorded, others, asides);
      outbox.dispatch();
    }
  }

  private static boolean isCalledAlike(Identity before, Identity after) {
    return before.profile().userName().equals(after.profile().userName())
        && Objects.equals(before.client(), after.client());
  }

  private Statement entry(Change change, @Nullable Identity before, Identity after, Actor actor) {
    return ledger.entry(
        actor, change.name(), after.id(), after.version(), ChangeRecord.of(change, before, after));
  }
}
