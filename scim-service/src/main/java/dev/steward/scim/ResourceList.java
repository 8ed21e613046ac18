package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.query.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Lists resources of a type, page by page (RFC 7644 section 3.4.2). */
@ApplicationScoped
class ResourceList {

  private final ScimConfig config;

  ResourceList(ScimConfig config) {
    this.config = config;
  }

  /** A page, as a {@code ListResponse}. */
  <T> ObjectNode page(ResourceStore<T> store, ScimRequest request) {
    ResourceType type = store.type(request.connector());
    Query query = request.query();
    Projection projection = request.projection(type);
    Condition condition =
        query.filter() == null ? Condition.ALWAYS : FilterCondition.of(type, query.filter());
    int count =
        query.count() == null ? config.pageSize() : Math.min(query.count(), config.largestPage());
    long total = store.count(condition);
    List<T> found =
        count == 0 || query.startIndex() > total
            ? List.of()
            : store.page(condition, query.startIndex() - 1, count);
    ObjectNode page = ScimJson.object();
    page.putArray("schemas").add(Urn.LIST_RESPONSE);
    page.put("totalResults", total);
    page.put("startIndex", query.startIndex());
    page.put("itemsPerPage", found.size());
    ArrayNode resources = page.putArray("Resources");
    store.documents(found, request).forEach(document -> resources.add(projection.of(document)));
    return page;
  }
}
