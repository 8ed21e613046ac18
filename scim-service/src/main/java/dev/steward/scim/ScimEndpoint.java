package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.scim.ResourceStore.Sight;
import dev.steward.scim.ResourceStore.Wording;
import dev.steward.scim.ScimAnswer.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What SCIM does with one resource of whatever type (RFC 7644 sections 3.3 to 3.6). */
@ApplicationScoped
class ScimEndpoint {

  /** How often a change without {@code If-Match} is tried when others change the same resource. */
  private static final int TRIES = 20;

  /** Those who came in each other's way wait for chance to part them, ever longer. */
  private static final int SHORTEST_WAIT = 1_000_000;

  private static final int LONGEST_DOUBLING = 6;

  <T> ScimAnswer create(ResourceStore<T> store, ObjectNode body, ScimRequest request) {
    ResourceType type = store.type(request.connector());
    request.connector().requireWrites(type);
    Projection projection = request.projection(type);
    ObjectNode document = new DocumentCheck(type, request.connector()).clean(body);
    return shown(Outcome.CREATED, store, store.create(document, request), request, projection);
  }

  <T> ScimAnswer get(ResourceStore<T> store, String id, ScimRequest request) {
    Projection projection = request.projection(store.type(request.connector()));
    Sight<T> found = there(store.look(id, request), store, id, request);
    long version = store.version(found.resource());
    request.ifMatch().require(version, false);
    return !request.ifNoneMatch().isAbsent() && request.ifNoneMatch().names(version)
        ? new ScimAnswer(Outcome.KNOWN, ScimAnswer.etag(version), null, null)
        : shown(Outcome.SHOWN, store, found, request, projection);
  }

  <T> ScimAnswer replace(ResourceStore<T> store, String id, ObjectNode body, ScimRequest request) {
    ResourceType type = store.type(request.connector());
    request.connector().requireWrites(type);
    Projection projection = request.projection(type);
    ObjectNode document = new DocumentCheck(type, request.connector()).clean(body);
    Sight<T> after = change(store, id, request, Wording.REPLACEMENT, before -> document.deepCopy());
    return shown(Outcome.SHOWN, store, after, request, projection);
  }

  <T> ScimAnswer patch(ResourceStore<T> store, String id, ObjectNode body, ScimRequest request) {
    ResourceType type = store.type(request.connector());
    request.connector().requireWrites(type);
    Projection projection = request.projection(type);
    Patch patch = Patch.read(type, request.connector(), body);
    ScimRequest parts = request.about(patch.attributes());
    Sight<T> after =
        retried(
            store,
            id,
            request,
            () -> store.look(id, parts),
            before -> store.patch(before, patch, request));
    T resource = after.resource();
    boolean isShown = request.connector().patchShowsResource() && !store.isLong(resource);
    return projection.isEmpty() && !isShown
        ? new ScimAnswer(Outcome.GONE, ScimAnswer.etag(store.version(resource)), null, null)
        : shown(Outcome.SHOWN, store, after, request, projection);
  }

  <T> ScimAnswer delete(ResourceStore<T> store, String id, ScimRequest request) {
    request.connector().requireWrites(store.type(request.connector()));
    retried(
        store,
        id,
        request,
        () -> find(store, id, request),
        before -> {
          store.delete(before.resource());
          return before;
        });
    return ScimAnswer.NOTHING;
  }

  private <T> Sight<T> change(
      ResourceStore<T> store,
      String id,
      ScimRequest request,
      Wording how,
      Function<T, ObjectNode> wanted) {
    return retried(
        store,
        id,
        request,
        () -> find(store, id, request),
        before -> store.change(before.resource(), wanted.apply(before.resource()), how, request));
  }

  /**
   * Changes a resource as it is read now. Who did not say which version is meant gets the change
   * computed again when another one came between.
   *
   * @param look looks at it
   */
  private static <T> Sight<T> retried(
      ResourceStore<T> store,
      String id,
      ScimRequest request,
      Supplier<Optional<Sight<T>>> look,
      UnaryOperator<Sight<T>> change) {
    for (int tried = 1; ; tried++) {
      Sight<T> before = there(look.get(), store, id, request);
      request.requireChange(store.version(before.resource()));
      try {
        return change.apply(before);
      } catch (ScimException e) {
        if (!e.isStale() || tried == TRIES || !request.ifMatch().isAbsent()) {
          throw e;
        }
      }
      LockSupport.parkNanos(
          ThreadLocalRandom.current()
              .nextLong((long) SHORTEST_WAIT << Math.min(tried, LONGEST_DOUBLING)));
    }
  }

  /** Without looking at what only its document tells. */
  private static <T> Optional<Sight<T>> find(
      ResourceStore<T> store, String id, ScimRequest request) {
    return store.find(id).map(found -> store.sight(found, request));
  }

  private static <T> Sight<T> there(
      Optional<Sight<T>> found, ResourceStore<T> store, String id, ScimRequest request) {
    return found.orElseThrow(
        () -> ScimException.notFound(store.type(request.connector()).name() + " " + id));
  }

  private static <T> ScimAnswer shown(
      Outcome outcome,
      ResourceStore<T> store,
      Sight<T> sight,
      ScimRequest request,
      Projection projection) {
    T resource = sight.resource();
    ObjectNode document =
        request.isForIdOnly()
            ? ScimJson.object().put("id", store.id(resource))
            : sight.document().get();
    @Nullable String location =
        outcome == Outcome.CREATED
            ? request.location(store.type(request.connector()), store.id(resource))
            : null;
    return new ScimAnswer(
        outcome, ScimAnswer.etag(store.version(resource)), location, projection.of(document));
  }
}
