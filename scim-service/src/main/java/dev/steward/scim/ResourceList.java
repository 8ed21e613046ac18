package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.query.Condition;
import dev.steward.query.Order;
import dev.steward.query.Page;
import dev.steward.query.Window;
import dev.steward.query.Window.Offset;
import dev.steward.query.Window.Start;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Lists resources of a type, page by page (RFC 7644 section 3.4.2, RFC 9865). */
@ApplicationScoped
class ResourceList {

  private final ScimConfig config;
  private final Cursors cursors;

  ResourceList(ScimConfig config, Cursors cursors) {
    this.config = config;
    this.cursors = cursors;
  }

  /** A page, as a {@code ListResponse}. */
  <T> ObjectNode page(ResourceStore<T> store, ScimRequest request) {
    ResourceType type = store.type(request.connector());
    Query query = request.query();
    Projection projection = request.projection(type);
    Condition condition =
        query.filter() == null ? Condition.ALWAYS : FilterCondition.of(type, query.filter());
    Order order = new Sorting(type).order(query.sortBy(), query.descending());
    ObjectNode list = ScimJson.object();
    list.putArray("schemas").add(Urn.LIST_RESPONSE);
    List<T> found =
        query.cursor() == null
            ? byNumber(store, query, condition, order, list)
            : byCursor(store, query, query.cursor(), condition, order, type, list);
    list.put("itemsPerPage", found.size());
    ArrayNode resources = list.putArray("Resources");
    store.documents(found, request).forEach(document -> resources.add(projection.of(document)));
    return list;
  }

  private <T> List<T> byNumber(
      ResourceStore<T> store, Query query, Condition condition, Order order, ObjectNode list) {
    int offset = query.startIndex() - 1;
    int count = count(query);
    Page<T> page =
        count == 0
            ? new Page<>(List.of(), null, null, true)
            : store.page(condition, new Window(order, new Offset(offset), count));
    boolean isLast = !page.more() && (offset == 0 || !page.rows().isEmpty());
    list.put("totalResults", isLast ? offset + page.rows().size() : store.count(condition));
    list.put("startIndex", query.startIndex());
    return page.rows();
  }

  /** How many there are is not told: to count them for each page would cost more than the page. */
  private <T> List<T> byCursor(
      ResourceStore<T> store,
      Query query,
      String cursor,
      Condition condition,
      Order order,
      ResourceType type,
      ObjectNode list) {
    Start start = cursors.read(cursor, query, type);
    Page<T> page = store.page(condition, new Window(order, start, count(query)));
    cursors.write(page, start, query, type, list);
    return page.rows();
  }

  private int count(Query query) {
    return query.count() == null
        ? config.pageSize()
        : Math.min(query.count(), config.largestPage());
  }
}
