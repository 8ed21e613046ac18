package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.delivery.Inventory;
import dev.steward.finding.Findings;
import dev.steward.group.Groups;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Owner;
import dev.steward.people.People;
import dev.steward.people.Person;
import dev.steward.registry.Identities;
import dev.steward.registry.Recorded;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks others what they know of identities: each of them once for a whole page. */
@ApplicationScoped
class SurroundingsOfIdentities {

  private final OwnerNames names;
  private final People people;
  private final Groups groups;
  private final Identities identities;
  private final Inventory inventory;
  private final Findings findings;

  SurroundingsOfIdentities(
      OwnerNames names,
      People people,
      Groups groups,
      Identities identities,
      Inventory inventory,
      Findings findings) {
    this.names = names;
    this.people = people;
    this.groups = groups;
    this.identities = identities;
    this.inventory = inventory;
    this.findings = findings;
  }

  /** Asks at once about the people around identities that are yet to come. */
  void expect(Collection<ObjectNode> documents) {
    names.expect(documents);
  }

  /** Puts ids in place of the user names and emails by which a document names owners. */
  void identify(ObjectNode document) {
    names.identify(document);
  }

  /** Whoever knows what the answer does not show is not asked. */
  Surroundings of(List<Recorded> page, Projection shows) {
    Map<String, Person> answering = names.of(page);
    List<Identity> shown = page.stream().map(Recorded::identity).toList();
    Set<Id> parents = all(shown, identity -> identity.profile().declaration().parent());
    return new Surroundings(
        answering.values().stream().collect(Collectors.toMap(Person::id, Person::label)),
        answering.values().stream()
            .filter(person -> !person.listed())
            .map(Person::id)
            .collect(Collectors.toSet()),
        shows.mayShow("groups")
            ? groups.groupsOf(all(shown, identity -> identity.id().toString()))
            : Map.of(),
        identities.names(parents),
        showsClients(shows) ? inventory.known(all(shown, Identity::client)) : Map.of(),
        shows.mayShow(Urn.GOVERNANCE, "findings") ? findings.of(shown) : Map.of());
  }

  private static boolean showsClients(Projection shows) {
    return shows.mayShow("roles")
        || shows.mayShow("entitlements")
        || shows.mayShow(Urn.GOVERNANCE, "credentials")
        || shows.mayShow(Urn.GOVERNANCE, "client");
  }

  /** Who answers for them on record, but was deleted. */
  Set<String> gone(List<Identity> shown) {
    return people.gone(
        shown.stream()
            .flatMap(identity -> identity.owners().stream())
            .map(Owner::person)
            .collect(Collectors.toSet()));
  }

  private static <T> Set<T> all(List<Identity> shown, Function<Identity, @Nullable T> part) {
    return shown.stream().map(part).filter(Objects::nonNull).collect(Collectors.toSet());
  }
}
