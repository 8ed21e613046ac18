package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.query.Condition;
import dev.steward.query.Page;
import dev.steward.query.Window;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The resources of one type, where they are kept.
 *
 * <p>Documents that reach a store have been held against the schemas. What the store refuses, it
 * refuses with a {@link ScimException}.
 *
 * @param <T> a resource as its feature knows it
 */
interface ResourceStore<T> {

  /** The one attribute whose values are bytes. */
  String BYTES = "x509Certificates";

  /** The type, as the client is shown it. */
  ResourceType type(Connector connector);

  /** The resource of that id, unless it was deleted. */
  Optional<T> find(String id);

  /** The same with its document, for a request that is going to be shown it. */
  default Optional<Sight<T>> look(String id, ScimRequest request) {
    return find(id).map(found -> sight(found, request));
  }

  /** A resource that is there, with its document. */
  default Sight<T> sight(T resource, ScimRequest request) {
    return new Sight<>(resource, () -> documents(List.of(resource), request).getFirst());
  }

  String id(T resource);

  long version(T resource);

  /** Resources as documents, in the same order. A page is asked at once. */
  List<ObjectNode> documents(List<T> resources, ScimRequest request);

  /**
   * Learns that documents, as a client sent them, are about to become resources: what must be asked
   * elsewhere can be asked for all of them at once.
   */
  default void expect(List<ObjectNode> documents) {}

  Sight<T> create(ObjectNode document, ScimRequest request);

  /**
   * Makes a resource what a document says; itself when nothing differs.
   *
   * @param how whether the document is the whole resource, or what a client sent for a whole
   * @throws ScimException that {@link ScimException#isStale} when the resource has moved on
   */
  Sight<T> change(T before, ObjectNode document, Wording how, ScimRequest request);

  /**
   * Changes parts of a resource: what it is shown as is changed, and held against the schemas as a
   * whole.
   *
   * @param before with a document about the parts
   */
  default Sight<T> patch(Sight<T> before, Patch patch, ScimRequest request) {
    ObjectNode document = before.document().get();
    Set<String> standing = Set.copyOf(document.path(BYTES).findValuesAsText("value"));
    patch.applyTo(document);
    ObjectNode clean =
        new DocumentCheck(type(request.connector()), request.connector(), standing).clean(document);
    return change(before.resource(), clean, Wording.PATCHED, request);
  }

  /** Whether a resource is so long that whoever changed parts of it is not shown the whole. */
  default boolean isLong(T resource) {
    return false;
  }

  void delete(T before);

  Page<T> page(Condition condition, Window window);

  long count(Condition condition);

  /**
   * A resource as it stands.
   *
   * @param document what it is shown as, written when it is asked for
   */
  record Sight<T>(T resource, Supplier<ObjectNode> document) {}

  /** What the silence of a document means. */
  enum Wording {
    /** A client wrote it: what has a default need not be said. */
    REPLACEMENT,
    /** It was whole before a client changed parts: what is absent was taken away. */
    PATCHED
  }
}
