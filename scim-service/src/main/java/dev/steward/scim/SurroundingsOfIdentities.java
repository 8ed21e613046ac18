package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.database.Asides;
import dev.steward.database.Database;
import dev.steward.finding.Findings;
import dev.steward.finding.Search;
import dev.steward.group.Groups;
import dev.steward.people.People;
import dev.steward.registry.Recorded;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Asks others what they know of identities: each of them once for a whole page, or not at all. */
@ApplicationScoped
class SurroundingsOfIdentities {

  private final OwnerNames names;
  private final ClientNames clients;
  private final Database database;
  private final People people;
  private final Groups groups;
  private final Findings findings;

  SurroundingsOfIdentities(
      OwnerNames names,
      ClientNames clients,
      Database database,
      People people,
      Groups groups,
      Findings findings) {
    this.names = names;
    this.clients = clients;
    this.database = database;
    this.people = people;
    this.groups = groups;
    this.findings = findings;
  }

  /** Asks at once about the people around identities that are yet to come. */
  void expect(Collection<ObjectNode> documents) {
    names.expect(documents);
  }

  /** Puts ids in place of the user names, emails and client names that a document has. */
  void identify(ObjectNode document) {
    names.identify(document);
    clients.identify(document);
  }

  /**
   * What is around identities, as soon as it is known what stands beside them.
   *
   * @param asides what must be known of each identity, whose row is called {@code i}
   */
  record Around(Asides asides, Function<List<Recorded>, Surroundings> told) {

    /** For whoever shows nothing of it. */
    static final Around NOTHING = new Around(Asides.NONE, page -> Surroundings.NONE);
  }

  /** Whoever knows what the answer does not show is not asked. */
  Around around(Projection shows) {
    Glance glance = new Glance();
    Search search = shows.mayShow(Urn.GOVERNANCE, "findings") ? findings.search() : Search.IDLE;
    return new Around(
        glance.asides(showsClients(shows)).and(search.asides()),
        page ->
            new Surroundings(
                glance.people(),
                glance.gone(),
                glance.grouped().isEmpty() || !shows.mayShow("groups")
                    ? Map.of()
                    : groups.groupsOf(glance.grouped()),
                glance.agents(),
                glance.clients(),
                glance.lastUsed(),
                search.telling().of(page.stream().map(Recorded::identity).toList())));
  }

  /** What is around identities that were read before. */
  Surroundings of(List<Recorded> page, Projection shows) {
    Around around = around(shows);
    if (!page.isEmpty()) {
      database.each(
          "select %s%s\nfrom identity i where i.id = any (?::text[]::uuid[])"
              .formatted(Search.LOOKED_AT, around.asides().columns()),
          around.asides()::take,
          around
              .asides()
              .parameters(page.stream().map(one -> one.identity().id().toString()).toList())
              .toArray());
    }
    return around.told().apply(page);
  }

  private static boolean showsClients(Projection shows) {
    return shows.mayShow("roles")
        || shows.mayShow("entitlements")
        || shows.mayShow(Urn.GOVERNANCE, "credentials")
        || shows.mayShow(Urn.GOVERNANCE, "client");
  }

  /** Those of some people who were deleted. */
  Set<String> gone(Set<String> answering) {
    return people.gone(answering);
  }
}
