package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.caller.Caller;
import dev.steward.identity.Change;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.registry.Recorded;
import dev.steward.registry.VersionConflict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Registers, shows and changes identities of every resource type, in the words of SCIM. */
@ApplicationScoped
class IdentityEndpoint {

  /** How often a change without {@code If-Match} is tried when others change the same identity. */
  private static final int TRIES = 5;

  private final IdentityRegistry registry;
  private final Identities identities;
  private final OwnerNames names;
  private final Caller caller;
  private final ScimConfig config;
  private final Clock clock;

  IdentityEndpoint(
      IdentityRegistry registry,
      Identities identities,
      OwnerNames names,
      Caller caller,
      ScimConfig config,
      Clock clock) {
    this.registry = registry;
    this.identities = identities;
    this.names = names;
    this.caller = caller;
    this.config = config;
    this.clock = clock;
  }

  Response create(ResourceType type, byte @Nullable [] body, ScimRequest request) {
    Projection projection = request.projection(type);
    ObjectNode document = new DocumentCheck(type, leniency()).clean(ScimJson.read(body));
    DeclaredIdentity declared = DocumentReader.ofNew(type, clock.instant()).read(document);
    Recorded recorded =
        Refusals.told(
            () -> registry.register(declared.registered(identities.newId()), caller.actor()));
    return answer(Response.Status.CREATED, type, recorded, request, projection)
        .header(
            HttpHeaders.LOCATION, request.base() + type.endpoint() + "/" + recorded.identity().id())
        .build();
  }

  Response get(ResourceType type, String id, ScimRequest request) {
    Projection projection = request.projection(type);
    Recorded recorded = find(type, id);
    long version = recorded.identity().version();
    if (!request.ifNoneMatch().isAbsent() && request.ifNoneMatch().names(version)) {
      return Response.notModified()
          .header(HttpHeaders.ETAG, IdentityDocument.etag(version))
          .build();
    }
    return answer(Response.Status.OK, type, recorded, request, projection).build();
  }

  Response replace(ResourceType type, String id, byte @Nullable [] body, ScimRequest request) {
    Projection projection = request.projection(type);
    ObjectNode document = new DocumentCheck(type, leniency()).clean(ScimJson.read(body));
    Recorded after =
        change(
            type,
            id,
            request,
            before ->
                DocumentReader.replacing(type, before.identity(), clock.instant())
                    .read(document)
                    .changesFrom(before.identity()));
    return answer(Response.Status.OK, type, after, request, projection).build();
  }

  Response patch(ResourceType type, String id, byte @Nullable [] body, ScimRequest request) {
    Projection projection = request.projection(type);
    Patch patch = Patch.read(type, leniency(), ScimJson.read(body));
    Recorded after = change(type, id, request, before -> patched(type, patch, before, request));
    return answer(Response.Status.OK, type, after, request, projection).build();
  }

  private List<Change> patched(
      ResourceType type, Patch patch, Recorded before, ScimRequest request) {
    ObjectNode document = document(type, before, request);
    patch.applyTo(document);
    return DocumentReader.patching(type, before.identity(), clock.instant())
        .read(new DocumentCheck(type, leniency()).clean(document))
        .changesFrom(before.identity());
  }

  Response delete(ResourceType type, String id, ScimRequest request) {
    change(type, id, request, before -> List.of(new Change.Revoke("deleted through SCIM")));
    return Response.noContent().build();
  }

  /**
   * Changes an identity as it is read now. Who did not say which version is meant gets the change
   * computed again when another one came between.
   */
  private Recorded change(
      ResourceType type,
      String id,
      ScimRequest request,
      Function<Recorded, List<Change>> difference) {
    for (int left = TRIES; ; left--) {
      Recorded before = find(type, id);
      request.ifMatch().require(before.identity().version(), config.requireIfMatch());
      List<Change> changes = difference.apply(before);
      if (changes.isEmpty()) {
        return before;
      }
      try {
        long version = before.identity().version();
        return Refusals.told(
            () -> registry.change(before.identity().id(), version, changes, caller.actor()));
      } catch (VersionConflict e) {
        if (left <= 1 || !request.ifMatch().isAbsent()) {
          throw ScimException.stale(IdentityDocument.etag(e.present()));
        }
      }
    }
  }

  /** The identity, unless it is of another type or has been deleted. */
  private Recorded find(ResourceType type, String id) {
    return Ids.read(id)
        .flatMap(uuid -> identities.find(new Id(uuid)))
        .filter(recorded -> type.kinds().contains(recorded.identity().profile().kind()))
        .filter(recorded -> recorded.identity().intent() != Intent.REVOKED)
        .orElseThrow(() -> ScimException.notFound(type.name() + " " + id));
  }

  private Response.ResponseBuilder answer(
      Response.Status status,
      ResourceType type,
      Recorded recorded,
      ScimRequest request,
      Projection projection) {
    return Response.status(status)
        .header(HttpHeaders.ETAG, IdentityDocument.etag(recorded.identity().version()))
        .entity(ScimJson.write(projection.of(document(type, recorded, request))));
  }

  private ObjectNode document(ResourceType type, Recorded recorded, ScimRequest request) {
    return new IdentityDocument(type, request.base(), clock.instant(), names.of(List.of(recorded)))
        .of(recorded.identity(), recorded.created(), recorded.modified());
  }

  private Leniency leniency() {
    return new Leniency(config.unknownAttributes(), config.booleansAsText());
  }
}
