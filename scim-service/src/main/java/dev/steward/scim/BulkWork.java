package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Does operations of a bulk by the endpoint that requests of their own would reach. */
final class BulkWork {

  private final ScimEndpoint resources;
  private final ResourceStores stores;
  private final ScimRequest request;
  private final BulkProgress progress;

  BulkWork(
      ScimEndpoint resources, ResourceStores stores, ScimRequest request, BulkProgress progress) {
    this.resources = resources;
    this.stores = stores;
    this.request = request;
    this.progress = progress;
  }

  /** Tells each store what is to be made, so that it can prepare for all of it at once. */
  void announce(List<BulkOperation> operations) {
    Map<String, List<ObjectNode>> coming = new LinkedHashMap<>();
    for (BulkOperation operation : operations) {
      if (operation.method().equals("POST") && operation.data() != null) {
        coming
            .computeIfAbsent(operation.target().endpoint(), endpoint -> new ArrayList<>())
            .add(operation.data());
      }
    }
    coming.forEach(
        (endpoint, documents) ->
            stores.at(endpoint, request.connector()).ifPresent(store -> store.expect(documents)));
  }

  /** Does one operation, or tells why it is refused. */
  void attempt(BulkOperation operation) {
    try {
      perform(operation, progress::id);
    } catch (ScimException e) {
      refuse(operation, e);
    }
  }

  void refuse(BulkOperation operation, ScimException refusal) {
    progress.add(new BulkAnswer.Refused(operation, location(operation), refusal));
  }

  /**
   * Makes resources that refer to each other in a circle: each without those that are not there
   * yet, and once all are there, whole.
   *
   * @param tried takes each operation before it is tried; the last one is to blame for a refusal
   */
  void perform(List<BulkOperation> circle, List<BulkOperation> tried) {
    List<BulkOperation> parts = new ArrayList<>();
    for (BulkOperation operation : circle) {
      tried.add(operation);
      perform(operation, name -> idIn(circle, name, () -> parts.add(operation)));
    }
    for (BulkOperation operation : parts.stream().distinct().toList()) {
      tried.add(operation);
      complete(operation);
    }
  }

  /** The id for a name; null when the circle has yet to make it. */
  private @Nullable String idIn(List<BulkOperation> circle, String name, Runnable missing) {
    if (!progress.isMade(name) && circle.stream().anyMatch(one -> name.equals(one.makes()))) {
      missing.run();
      return null;
    }
    return progress.id(name);
  }

  private void complete(BulkOperation operation) {
    ResourceStore<?> store = store(operation.target());
    ScimAnswer made = progress.answerTo(operation);
    ScimAnswer whole =
        resources.replace(
            store,
            progress.id(Objects.requireNonNull(operation.makes())),
            body(operation, progress::id),
            request.inside(made.etag()));
    progress.add(
        new BulkAnswer.Done(
            operation,
            made.location(),
            new ScimAnswer(made.outcome(), whole.etag(), made.location(), whole.body())));
  }

  private void perform(BulkOperation operation, Function<String, @Nullable String> ids) {
    operation.requireWhole();
    ResourceStore<?> store = store(operation.target());
    ScimRequest own = request.inside(operation.version());
    if (operation.method().equals("POST")) {
      operation.target().requireEndpoint();
      ScimAnswer answer = resources.create(store, body(operation, ids), own);
      progress.made(operation, answer);
      return;
    }
    String id = resource(operation.target());
    ScimAnswer answer =
        switch (operation.method()) {
          case "PUT" -> resources.replace(store, id, body(operation, ids), own);
          case "PATCH" -> resources.patch(store, id, body(operation, ids), own);
          default -> resources.delete(store, id, own);
        };
    progress.add(new BulkAnswer.Done(operation, own.location(type(store), id), answer));
  }

  private static ObjectNode body(BulkOperation operation, Function<String, @Nullable String> ids) {
    return (ObjectNode) BulkReferences.resolved(operation.body(), ids);
  }

  /** The resource that is to be changed. */
  private String resource(BulkTarget target) {
    target.requireResource();
    return Objects.requireNonNull(target.id(progress::id));
  }

  private ResourceStore<?> store(BulkTarget target) {
    return stores
        .at(target.endpoint(), request.connector())
        .orElseThrow(() -> ScimException.notFound("resource type at " + target.endpoint()));
  }

  private ResourceType type(ResourceStore<?> store) {
    return store.type(request.connector());
  }

  /** Where the resource is that a refused operation was meant for, as far as that can be told. */
  private @Nullable String location(BulkOperation operation) {
    try {
      String id = operation.target().id(progress::id);
      return id == null ? null : request.location(type(store(operation.target())), id);
    } catch (ScimException e) {
      return null;
    }
  }
}
