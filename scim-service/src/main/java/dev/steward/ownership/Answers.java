package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.identity.Change;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Owner;
import dev.steward.identity.OwnerChange;
import dev.steward.people.People;
import dev.steward.people.Person;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.registry.NoSuchIdentity;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people say who are asked to answer for an identity. Nobody says it for anybody else. */
@ApplicationScoped
public class Answers {

  private final IdentityRegistry registry;
  private final Identities identities;
  private final HandOvers handOvers;
  private final Proposals proposals;
  private final Questions questions;
  private final Limits limits;
  private final People people;
  private final Ledger ledger;
  private final Database database;

  Answers(
      IdentityRegistry registry,
      Identities identities,
      HandOvers handOvers,
      Proposals proposals,
      Questions questions,
      Limits limits,
      People people,
      Ledger ledger,
      Database database) {
    this.registry = registry;
    this.identities = identities;
    this.handOvers = handOvers;
    this.proposals = proposals;
    this.questions = questions;
    this.limits = limits;
    this.people = people;
    this.ledger = ledger;
    this.database = database;
  }

  /** An identity after an answer, and what the person should know. */
  public record Answered(Identity identity, List<String> warnings) {}

  /** The person says yes, to a question or to having been named. */
  public Answered accept(Id id, Actor person) {
    requireHere(person);
    return QuarkusTransaction.requiringNew().call(() -> acceptNow(id, person));
  }

  /**
   * The person says no, or no longer.
   *
   * @param counterProposal the id of who should be asked instead, or null
   */
  public Answered decline(Id id, Actor person, String reason, @Nullable String counterProposal) {
    requireHere(person);
    if (counterProposal != null) {
      requireOther(person, counterProposal);
    }
    return QuarkusTransaction.requiringNew()
        .call(() -> declineNow(id, person, reason, counterProposal));
  }

  private Answered acceptNow(Id id, Actor actor) {
    String person = actor.subject();
    lock(id);
    handOvers.endIfOwned(id);
    Change change =
        questions
            .lock(id, person)
            .<Change>map(asked -> new OwnerChange.TakeOver(person, asked.role()))
            .orElseGet(() -> new OwnerChange.AcceptOwnership(person));
    Identity before = identities.find(id).orElseThrow().identity();
    Identity after = registry.change(id, null, List.of(change), actor).identity();
    questions.accepted(id, person);
    Optional<String> warning =
        owns(after, person) && !owns(before, person)
            ? limits.taken(person, after.profile().riskTier())
            : Optional.empty();
    return new Answered(after, warning.stream().toList());
  }

  private Answered declineNow(Id id, Actor actor, String reason, @Nullable String counterProposal) {
    String person = actor.subject();
    lock(id);
    Identity before = identities.find(id).orElseThrow().identity();
    Optional<Questions.Asked> asked = questions.lock(id, person);
    Owner.Role role = asked.map(Questions.Asked::role).orElse(role(before, person));
    Identity after = before;
    if (asked.isEmpty() || owns(before, person)) {
      after = resign(before, actor, reason, counterProposal);
    } else {
      Map<String, Object> detail = declined(person, reason, counterProposal);
      ledger.append(actor, "OwnershipDeclined", id, before.version(), detail);
    }
    questions.declined(id, person, role, reason);
    if (counterProposal != null) {
      proposals.ask(after, List.of(counterProposal), role, "named-by:" + person, actor);
    }
    return new Answered(after, List.of());
  }

  /** Who was the last to be here leaves the identity to a hand-over, and never to nobody. */
  private Identity resign(
      Identity identity, Actor actor, String reason, @Nullable String counterProposal) {
    String person = actor.subject();
    List<Change> changes = new ArrayList<>();
    boolean begins = identity.handOver() == null && leavesNobody(identity, person);
    if (begins) {
      changes.add(handOvers.beginningOf(identity, person));
    }
    changes.add(new OwnerChange.DeclineOwnership(person, reason, counterProposal));
    Identity after = registry.change(identity.id(), null, changes, actor).identity();
    if (begins) {
      questions.declined(identity.id(), person, Owner.Role.OWNER, reason);
      proposals.propose(Map.of(after.id(), after.version()), actor);
    }
    return after;
  }

  private boolean leavesNobody(Identity identity, String person) {
    if (identity.intent() == Intent.PROPOSED || role(identity, person) != Owner.Role.OWNER) {
      return false;
    }
    List<Owner> others =
        identity.owners().stream()
            .filter(owner -> owner.role() == Owner.Role.OWNER && !owner.person().equals(person))
            .toList();
    Map<String, Person> known =
        people.known(others.stream().map(Owner::person).collect(Collectors.toSet()));
    return others.stream()
        .filter(owner -> owner.accepted() || !owns(identity, person))
        .map(owner -> known.get(owner.person()))
        .noneMatch(other -> other != null && other.present());
  }

  private static Map<String, Object> declined(
      String person, String reason, @Nullable String counterProposal) {
    Map<String, Object> detail = new TreeMap<>(Map.of("person", person, "reason", reason));
    if (counterProposal != null) {
      detail.put("counterProposal", counterProposal);
    }
    return detail;
  }

  /** What the person answers for, the most first; an owner, where nobody is named. */
  private static Owner.Role role(Identity identity, String person) {
    return identity.owners().stream()
        .filter(owner -> owner.person().equals(person))
        .map(Owner::role)
        .min(Owner.Role::compareTo)
        .orElse(Owner.Role.OWNER);
  }

  private static boolean owns(Identity identity, String person) {
    return identity.owners().stream()
        .anyMatch(owner -> owner.owns() && owner.person().equals(person));
  }

  /** The identity first, as everybody does who touches its questions too. */
  private void lock(Id id) {
    boolean there =
        database
            .first(
                "select id from identity where id = ? for no key update",
                row -> row.uuid("id"),
                id.value())
            .isPresent();
    if (!there) {
      throw new NoSuchIdentity(id);
    }
  }

  private void requireHere(Actor actor) {
    if (actor.type() != Actor.Type.PERSON) {
      throw new ChangeRefused(
          Rule.NOT_YOURS, "a person answers for an identity, with a token of their own");
    }
    if (!isHere(actor.subject())) {
      throw new ChangeRefused(
          Rule.NOT_YOURS, "the realm does not know whoever asks as a person who is present");
    }
  }

  private void requireOther(Actor actor, String other) {
    if (other.equals(actor.subject()) || !isHere(other)) {
      throw new ChangeRefused(
          Rule.OWNER_REQUIRED,
          "there is no one other present person with the id, user name or email %s; name somebody else, or nobody"
              .formatted(other));
    }
  }

  private boolean isHere(String id) {
    people.refresh(Set.of(id));
    Person person = people.known(Set.of(id)).get(id);
    return person != null && person.present();
  }
}
