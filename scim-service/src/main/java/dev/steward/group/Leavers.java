package dev.steward.group;

import dev.steward.identity.Actor;
import dev.steward.people.PersonRemoved;
import dev.steward.registry.IdentityRevoked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Whoever and whatever is gone is in no group any more. */
@ApplicationScoped
class Leavers {

  private static final Actor HOUSE = Actor.system("groups");

  private final GroupRegistry groups;

  Leavers(GroupRegistry groups) {
    this.groups = groups;
  }

  void person(@Observes PersonRemoved removed) {
    groups.dropOut(removed.id(), HOUSE);
  }

  void identity(@Observes IdentityRevoked revoked) {
    groups.dropOut(revoked.identity().toString(), HOUSE);
  }
}
