package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.identity.Identity;
import dev.steward.identity.Owner;
import dev.steward.people.People;
import dev.steward.people.Person;
import dev.steward.registry.Recorded;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The people who answer for identities, as far as the registry knows them. */
@ApplicationScoped
class OwnerNames {

  private final People people;

  OwnerNames(People people) {
    this.people = people;
  }

  /** Asks at once about the owners of identities that are yet to come. */
  void expect(Collection<ObjectNode> documents) {
    Set<String> ids = new HashSet<>();
    for (ObjectNode document : documents) {
      document.path("owners").forEach(owner -> ids.add(owner.path("value").asText("")));
      document
          .path(Urn.GOVERNANCE)
          .path("owners")
          .forEach(owner -> ids.add(owner.path("value").asText("")));
    }
    people.expect(PersonStore.askable(ids), Set.of());
  }

  /** By the id of the person; asked once for a whole page. */
  Map<String, Person> of(Collection<Recorded> shown) {
    Set<String> ids =
        shown.stream()
            .map(Recorded::identity)
            .map(Identity::owners)
            .flatMap(Collection::stream)
            .map(Owner::person)
            .collect(Collectors.toSet());
    return ids.isEmpty() ? Map.of() : people.known(ids);
  }
}
