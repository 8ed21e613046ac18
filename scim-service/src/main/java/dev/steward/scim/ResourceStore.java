package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.query.Condition;
import dev.steward.query.Page;
import dev.steward.query.Window;
import java.util.List;
import java.util.Optional;

/**
 * The resources of one type, where they are kept.
 *
 * <p>Documents that reach a store have been held against the schemas. What the store refuses, it
 * refuses with a {@link ScimException}.
 *
 * @param <T> a resource as its feature knows it
 */
interface ResourceStore<T> {

  /** The type, as the client is shown it. */
  ResourceType type(Connector connector);

  /** The resource of that id, unless it was deleted. */
  Optional<T> find(String id);

  String id(T resource);

  long version(T resource);

  /** Resources as documents, in the same order. A page is asked at once. */
  List<ObjectNode> documents(List<T> resources, ScimRequest request);

  /**
   * Learns that documents, as a client sent them, are about to become resources: what must be asked
   * elsewhere can be asked for all of them at once.
   */
  default void expect(List<ObjectNode> documents) {}

  T create(ObjectNode document, ScimRequest request);

  /**
   * Makes a resource what a document says; itself when nothing differs.
   *
   * @param how whether the document is the whole resource, or what a client sent for a whole
   * @throws ScimException that {@link ScimException#isStale} when the resource has moved on
   */
  T change(T before, ObjectNode document, Wording how, ScimRequest request);

  /**
   * Changes parts of a resource: what it is shown as is changed, and held against the schemas as a
   * whole.
   */
  default T patch(T before, Patch patch, ScimRequest request) {
    ObjectNode document = documents(List.of(before), request.about(patch.attributes())).getFirst();
    patch.applyTo(document);
    ObjectNode clean =
        new DocumentCheck(type(request.connector()), request.connector()).clean(document);
    return change(before, clean, Wording.PATCHED, request);
  }

  /** Whether a resource is so long that whoever changed parts of it is not shown the whole. */
  default boolean isLong(T resource) {
    return false;
  }

  void delete(T before);

  Page<T> page(Condition condition, Window window);

  long count(Condition condition);

  /** What the silence of a document means. */
  enum Wording {
    /** A client wrote it: what has a default need not be said. */
    REPLACEMENT,
    /** It was whole before a client changed parts: what is absent was taken away. */
    PATCHED
  }
}
