package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.finding.Findings;
import dev.steward.finding.Search;
import dev.steward.group.Groups;
import dev.steward.identity.Identity;
import dev.steward.identity.Owner;
import dev.steward.people.People;
import dev.steward.registry.Recorded;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks others what they know of identities: each of them once for a whole page, or not at all. */
@ApplicationScoped
class SurroundingsOfIdentities {

  private final OwnerNames names;
  private final Glance glance;
  private final People people;
  private final Groups groups;
  private final Findings findings;

  SurroundingsOfIdentities(
      OwnerNames names, Glance glance, People people, Groups groups, Findings findings) {
    this.names = names;
    this.glance = glance;
    this.people = people;
    this.groups = groups;
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
    List<Identity> shown = page.stream().map(Recorded::identity).toList();
    Search search = findings.search(shows.mayShow(Urn.GOVERNANCE, "findings") ? shown : List.of());
    Glance.Seen seen = glance.at(shown, showsClients(shows), search.looks());
    return new Surroundings(
        seen.people(),
        seen.gone(),
        seen.grouped().isEmpty() || !shows.mayShow("groups")
            ? Map.of()
            : groups.groupsOf(seen.grouped()),
        seen.agents(),
        seen.clients(),
        seen.lastUsed(),
        search.found().apply(seen.present()));
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
}
