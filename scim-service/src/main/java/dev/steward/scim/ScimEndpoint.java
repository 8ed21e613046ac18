package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.scim.ResourceStore.Wording;
import dev.steward.scim.ScimAnswer.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What SCIM does with one resource of whatever type (RFC 7644 sections 3.3 to 3.6). */
@ApplicationScoped
class ScimEndpoint {

  /** How often a change without {@code If-Match} is tried when others change the same resource. */
  private static final int TRIES = 5;

  <T> ScimAnswer create(ResourceStore<T> store, ObjectNode body, ScimRequest request) {
    ResourceType type = store.type(request.connector());
    request.connector().requireWrites(type);
    Projection projection = request.projection(type);
    ObjectNode document = new DocumentCheck(type, request.connector()).clean(body);
    return shown(Outcome.CREATED, store, store.create(document, request), request, projection);
  }

  <T> ScimAnswer get(ResourceStore<T> store, String id, ScimRequest request) {
    Projection projection = request.projection(store.type(request.connector()));
    T resource = find(store, id, request);
    long version = store.version(resource);
    return !request.ifNoneMatch().isAbsent() && request.ifNoneMatch().names(version)
        ? new ScimAnswer(Outcome.KNOWN, ScimAnswer.etag(version), null, null)
        : shown(Outcome.SHOWN, store, resource, request, projection);
  }

  <T> ScimAnswer replace(ResourceStore<T> store, String id, ObjectNode body, ScimRequest request) {
    ResourceType type = store.type(request.connector());
    request.connector().requireWrites(type);
    Projection projection = request.projection(type);
    ObjectNode document = new DocumentCheck(type, request.connector()).clean(body);
    T after = change(store, id, request, Wording.REPLACEMENT, before -> document.deepCopy());
    return shown(Outcome.SHOWN, store, after, request, projection);
  }

  <T> ScimAnswer patch(ResourceStore<T> store, String id, ObjectNode body, ScimRequest request) {
    ResourceType type = store.type(request.connector());
    request.connector().requireWrites(type);
    Projection projection = request.projection(type);
    Patch patch = Patch.read(type, request.connector(), body);
    T after = retried(store, id, request, before -> store.patch(before, patch, request));
    return projection.isEmpty() && store.isLong(after)
        ? new ScimAnswer(Outcome.GONE, ScimAnswer.etag(store.version(after)), null, null)
        : shown(Outcome.SHOWN, store, after, request, projection);
  }

  <T> ScimAnswer delete(ResourceStore<T> store, String id, ScimRequest request) {
    request.connector().requireWrites(store.type(request.connector()));
    retried(
        store,
        id,
        request,
        before -> {
          store.delete(before);
          return before;
        });
    return ScimAnswer.NOTHING;
  }

  private <T> T change(
      ResourceStore<T> store,
      String id,
      ScimRequest request,
      Wording how,
      Function<T, ObjectNode> wanted) {
    return retried(
        store, id, request, before -> store.change(before, wanted.apply(before), how, request));
  }

  /**
   * Changes a resource as it is read now. Who did not say which version is meant gets the change
   * computed again when another one came between.
   */
  private static <T> T retried(
      ResourceStore<T> store, String id, ScimRequest request, Function<T, T> change) {
    for (int left = TRIES; ; left--) {
      T before = find(store, id, request);
      request.ifMatch().require(store.version(before), request.connector().requireIfMatch());
      try {
        return change.apply(before);
      } catch (ScimException e) {
        if (!e.isStale() || left <= 1 || !request.ifMatch().isAbsent()) {
          throw e;
        }
      }
    }
  }

  private static <T> T find(ResourceStore<T> store, String id, ScimRequest request) {
    return store
        .find(id)
        .orElseThrow(
            () -> ScimException.notFound(store.type(request.connector()).name() + " " + id));
  }

  private static <T> ScimAnswer shown(
      Outcome outcome,
      ResourceStore<T> store,
      T resource,
      ScimRequest request,
      Projection projection) {
    ObjectNode document =
        request.isForIdOnly()
            ? ScimJson.object().put("id", store.id(resource))
            : document(store, resource, request);
    @Nullable String location =
        outcome == Outcome.CREATED
            ? request.location(store.type(request.connector()), store.id(resource))
            : null;
    return new ScimAnswer(
        outcome, ScimAnswer.etag(store.version(resource)), location, projection.of(document));
  }

  private static <T> ObjectNode document(ResourceStore<T> store, T resource, ScimRequest request) {
    return store.documents(List.of(resource), request).getFirst();
  }
}
