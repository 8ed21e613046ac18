package dev.steward.registry;

import dev.steward.identity.Actor;
import dev.steward.identity.Change;
import dev.steward.identity.Owner;
import dev.steward.identity.OwnerChange;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a change says about owners, and what an actor may say for somebody else. */
final class Owners {

  private Owners() {}

  static Set<String> people(Collection<Owner> owners) {
    return owners.stream().map(Owner::person).collect(Collectors.toUnmodifiableSet());
  }

  /** The people whom changes name as owners. */
  static Set<String> namedIn(List<? extends Change> changes) {
    return changes.stream().flatMap(Owners::named).collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> named(Change change) {
    return switch (change) {
      case OwnerChange.AssignOwners assign -> assign.owners().stream().map(Owner::person);
      case OwnerChange.TakeOver taken -> Stream.of(taken.person());
      default -> Stream.empty();
    };
  }

  static Change.Register acceptedBy(
      Actor actor, Instant now, Map<String, String> aliases, Change.Register register) {
    return new Change.Register(
        register.id(),
        register.profile(),
        register.client(),
        acceptedBy(actor, now, aliases, register.owners()),
        register.cadence(),
        register.controls(),
        register.validity(),
        register.allowance(),
        register.approved());
  }

  static Change acceptedBy(Actor actor, Instant now, Map<String, String> aliases, Change change) {
    return change instanceof OwnerChange.AssignOwners assign
        ? new OwnerChange.AssignOwners(acceptedBy(actor, now, aliases, assign.owners()))
        : change;
  }

  /**
   * Nobody accepts for anybody else; who names himself has accepted.
   *
   * @param aliases the ids of those who were named by what Keycloak calls them
   */
  private static List<Owner> acceptedBy(
      Actor actor, Instant now, Map<String, String> aliases, List<Owner> owners) {
    return owners.stream()
        .map(
            owner -> {
              String person = aliases.getOrDefault(owner.person(), owner.person());
              return new Owner(person, owner.role(), isHimself(actor, person) ? now : null);
            })
        .distinct()
        .toList();
  }

  private static boolean isHimself(Actor actor, String person) {
    return actor.type() == Actor.Type.PERSON && actor.subject().equals(person);
  }
}
