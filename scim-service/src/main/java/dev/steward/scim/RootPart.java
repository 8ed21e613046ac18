package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.query.Condition;
import dev.steward.query.Order;
import dev.steward.query.Window;
import dev.steward.query.Window.Offset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one resource type adds to a list of all types.
 *
 * @param sortedBy the attribute that the list is sorted by; null when resources of this type do not
 *     have it
 */
record RootPart<T>(
    ResourceStore<T> store,
    ResourceType type,
    Condition condition,
    Order order,
    @Nullable AttributePath sortedBy,
    ScimRequest request) {

  /**
   * @param types all types of the list: what any of them has can be asked for
   */
  static <T> RootPart<T> of(ResourceStore<T> store, List<ResourceType> types, ScimRequest request) {
    Query query = request.query();
    ResourceType type = store.type(request.connector());
    Condition condition =
        query.filter() == null ? Condition.ALWAYS : FilterCondition.of(type, types, query.filter());
    AttributePath sortedBy =
        query.sortBy() == null ? null : type.attribute(query.sortBy().strip()).orElse(null);
    Order order =
        sortedBy == null
            ? Order.BY_ID
            : new Sorting(type).order(query.sortBy(), query.descending());
    return new RootPart<>(store, type, condition, order, sortedBy, request);
  }

  long count() {
    return store.count(condition);
  }

  List<ObjectNode> page(int offset, int limit) {
    Projection projection = request.projection(type);
    return store.documents(rows(offset, limit), request).stream().map(projection::of).toList();
  }

  /** The first resources in the order of the list. */
  List<SortedDocument> sorted(int limit) {
    Projection projection = request.projection(type);
    return store.documents(rows(0, limit), request.forAll()).stream()
        .map(document -> SortedDocument.of(document, sortedBy, projection))
        .toList();
  }

  private List<T> rows(int offset, int limit) {
    return store.page(condition, new Window(order, new Offset(offset), limit)).rows();
  }
}
