package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.caller.Caller;
import dev.steward.database.Asides;
import dev.steward.identity.Change;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Any;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Page;
import dev.steward.query.Window;
import dev.steward.registry.Attribute;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.registry.Recorded;
import dev.steward.scim.SurroundingsOfIdentities.Around;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The identities of one resource type. One that is revoked is gone as far as SCIM can tell. */
class IdentityStore implements ResourceStore<Recorded> {

  private final IdentityType type;
  private final IdentityRegistry registry;
  private final Identities identities;
  private final SurroundingsOfIdentities surroundings;
  private final Caller caller;
  private final Clock clock;

  IdentityStore(
      IdentityType type,
      IdentityRegistry registry,
      Identities identities,
      SurroundingsOfIdentities surroundings,
      Caller caller,
      Clock clock) {
    this.type = type;
    this.registry = registry;
    this.identities = identities;
    this.surroundings = surroundings;
    this.caller = caller;
    this.clock = clock;
  }

  @Override
  public ResourceType type(Connector connector) {
    return type.shownTo(connector).resource();
  }

  @Override
  public Optional<Recorded> find(String id) {
    return find(id, Asides.NONE);
  }

  private Optional<Recorded> find(String id, Asides asides) {
    return Ids.read(id)
        .flatMap(uuid -> identities.find(new Id(uuid), asides))
        .filter(recorded -> type.kinds().contains(recorded.identity().profile().kind()))
        .filter(recorded -> recorded.identity().intent() != Intent.REVOKED);
  }

  @Override
  public String id(Recorded resource) {
    return resource.identity().id().toString();
  }

  @Override
  public long version(Recorded resource) {
    return resource.identity().version();
  }

  /** The identity and what is around it, in one journey to the database. */
  @Override
  public Optional<Sight<Recorded>> look(String id, ScimRequest request) {
    Around around = around(request);
    return find(id, around.asides()).map(found -> sight(found, around, request));
  }

  private Sight<Recorded> sight(Recorded recorded, Around around, ScimRequest request) {
    List<Recorded> alone = List.of(recorded);
    return new Sight<>(
        recorded, () -> documents(alone, around.told().apply(alone), request).getFirst());
  }

  private Around around(ScimRequest request) {
    return request.isForIdOnly()
        ? Around.NOTHING
        : surroundings.around(request.projection(type(request.connector())));
  }

  @Override
  public List<ObjectNode> documents(List<Recorded> resources, ScimRequest request) {
    return documents(
        resources,
        surroundings.of(resources, request.projection(type(request.connector()))),
        request);
  }

  private List<ObjectNode> documents(
      List<Recorded> resources, Surroundings known, ScimRequest request) {
    var documents =
        new IdentityDocument(
            type.shownTo(request.connector()), request.base(), clock.instant(), known);
    return resources.stream()
        .map(one -> documents.of(one.identity(), one.created(), one.modified()))
        .toList();
  }

  @Override
  public void expect(List<ObjectNode> documents) {
    surroundings.expect(documents);
  }

  @Override
  public Sight<Recorded> create(ObjectNode document, ScimRequest request) {
    surroundings.identify(document);
    DeclaredIdentity declared =
        DocumentReader.ofNew(type.shownTo(request.connector()), clock.instant()).read(document);
    DeclaredIdentity wanted =
        isLeftToUs(declared, request.connector()) ? declared.proposed() : declared;
    Around around = around(request);
    return sight(
        Refusals.told(
            () ->
                registry.register(
                    wanted.registered(identities.newId()), caller.actor(), around.asides())),
        around,
        request);
  }

  /** The older draft does not ask for owners; who speaks it may propose what nobody owns yet. */
  private static boolean isLeftToUs(DeclaredIdentity declared, Connector connector) {
    return connector.agentDraft() == AgentDraft.ABBEY && declared.owners().isEmpty();
  }

  @Override
  public Sight<Recorded> change(
      Recorded before, ObjectNode document, Wording how, ScimRequest request) {
    IdentityType shown = type.shownTo(request.connector());
    surroundings.identify(document);
    Departed.restore(document, before.identity(), surroundings::gone);
    DocumentReader reader =
        switch (how) {
          case REPLACEMENT -> DocumentReader.replacing(shown, before.identity(), clock.instant());
          case PATCHED -> DocumentReader.patching(shown, before.identity(), clock.instant());
        };
    List<Change> changes = reader.read(document).changesFrom(before.identity());
    Around around = around(request);
    Recorded after = changed(before, changes, around.asides());
    return after.equals(before) ? sight(before, request) : sight(after, around, request);
  }

  @Override
  public void delete(Recorded before) {
    changed(before, List.of(new Change.Revoke("deleted through SCIM")), Asides.NONE);
  }

  private Recorded changed(Recorded before, List<Change> changes, Asides asides) {
    return changes.isEmpty()
        ? before
        : Refusals.told(() -> registry.change(before, changes, caller.actor(), asides));
  }

  @Override
  public Page<Recorded> page(Condition condition, Window window) {
    return identities.page(among(condition), window);
  }

  @Override
  public long count(Condition condition) {
    return condition.equals(Condition.ALWAYS)
        ? identities.total(type.kinds())
        : identities.count(among(condition));
  }

  private Condition among(Condition condition) {
    return new All(
        List.of(
            new Any(
                type.kinds().stream()
                    .<Condition>map(kind -> new Compare(Attribute.KIND, Operator.EQUAL, kind))
                    .toList()),
            new Compare(Attribute.INTENT, Operator.NOT_EQUAL, Intent.REVOKED),
            condition));
  }
}
