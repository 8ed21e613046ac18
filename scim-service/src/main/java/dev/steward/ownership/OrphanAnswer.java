package dev.steward.ownership;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Owner;
import dev.steward.identity.OwnerChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is to be done about orphans. */
public sealed interface OrphanAnswer {

  /** The change to one of them. */
  Change change(Identity identity);

  /** The answer as interfaces spell it. */
  @JsonValue
  String word();

  /**
   * Asks people to answer for them; they are owners once they accept.
   *
   * @param present those of the present owners who are still here, and stay
   */
  record ProposeOwners(List<String> people, Set<String> present) implements OrphanAnswer {

    public ProposeOwners {
      people = List.copyOf(people);
      present = Set.copyOf(present);
    }

    @Override
    public Change change(Identity identity) {
      List<Owner> owners =
          new ArrayList<>(
              identity.owners().stream()
                  .filter(
                      owner -> owner.role() != Owner.Role.OWNER || present.contains(owner.person()))
                  .toList());
      for (String person : people) {
        if (owners.stream()
            .noneMatch(
                owner -> owner.person().equals(person) && owner.role() == Owner.Role.OWNER)) {
          owners.add(new Owner(person, Owner.Role.OWNER, null));
        }
      }
      return new OwnerChange.AssignOwners(owners);
    }

    @Override
    public String word() {
      return "propose-owners";
    }
  }

  /** Stops them, for now. */
  record Quarantine(String reason) implements OrphanAnswer {

    @Override
    public Change change(Identity identity) {
      return new Change.Suspend(reason);
    }

    @Override
    public String word() {
      return "quarantine";
    }
  }

  /** Ends them for good. */
  record Revoke(String reason) implements OrphanAnswer {

    @Override
    public Change change(Identity identity) {
      return new Change.Revoke(reason);
    }

    @Override
    public String word() {
      return "revoke";
    }
  }
}
