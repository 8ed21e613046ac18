package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Lists resources of all types as one list (RFC 7644 section 3.4.2.1): type after type, unless they
 * are sorted.
 */
@ApplicationScoped
class RootList {

  /** How far into a sorted list a page may reach: each type is read from its beginning. */
  private static final int DEEPEST_SORTED = 1_000;

  private final ResourceStores stores;
  private final ScimConfig config;

  RootList(ResourceStores stores, ScimConfig config) {
    this.stores = stores;
    this.config = config;
  }

  /** A page, as a {@code ListResponse}. */
  ObjectNode page(ScimRequest request) {
    Query query = request.query();
    List<RootPart<?>> parts = parts(request);
    int count =
        query.count() == null ? config.pageSize() : Math.min(query.count(), config.largestPage());
    List<ObjectNode> found =
        query.sortBy() == null || query.sortBy().isBlank()
            ? oneAfterTheOther(parts, query.startIndex() - 1, count)
            : merged(parts, query, count);
    ObjectNode page = ScimJson.object();
    page.putArray("schemas").add(Urn.LIST_RESPONSE);
    page.put("totalResults", parts.stream().mapToLong(RootPart::count).sum());
    page.put("startIndex", query.startIndex());
    page.put("itemsPerPage", found.size());
    ArrayNode resources = page.putArray("Resources");
    found.forEach(resources::add);
    return page;
  }

  private List<RootPart<?>> parts(ScimRequest request) {
    Query query = request.query();
    List<ResourceType> types = stores.types(request.connector());
    if (query.cursor() != null) {
      throw ScimException.invalidCursor(
          "a cursor leads through one type; ask at an endpoint such as "
              + types.getFirst().endpoint());
    }
    String by = query.sortBy() == null ? "" : query.sortBy().strip();
    if (!by.isEmpty() && types.stream().allMatch(type -> type.attribute(by).isEmpty())) {
      throw ScimException.invalidPath("sortBy: %s is an attribute of no type".formatted(by));
    }
    List<RootPart<?>> parts = new ArrayList<>();
    for (ResourceStore<?> store : stores.all()) {
      parts.add(RootPart.of(store, types, request));
    }
    return parts;
  }

  private static List<ObjectNode> oneAfterTheOther(List<RootPart<?>> parts, int offset, int count) {
    List<ObjectNode> found = new ArrayList<>();
    long before = offset;
    for (RootPart<?> part : parts) {
      long many = count == 0 ? 0 : part.count();
      if (before < many && found.size() < count) {
        found.addAll(part.page((int) before, count - found.size()));
      }
      before = Math.max(0, before - many);
    }
    return found;
  }

  private static List<ObjectNode> merged(List<RootPart<?>> parts, Query query, int count) {
    int offset = query.startIndex() - 1;
    if (offset + (long) count > DEEPEST_SORTED) {
      throw ScimException.tooMany(
          400,
          "a list of several types is sorted up to the %dth resource; ask for one type"
              .formatted(DEEPEST_SORTED));
    }
    Comparator<SortedDocument> order =
        query.descending() ? SortedDocument.ASCENDING.reversed() : SortedDocument.ASCENDING;
    List<Deque<SortedDocument>> left = new ArrayList<>();
    parts.forEach(part -> left.add(new ArrayDeque<>(part.sorted(offset + count))));
    List<ObjectNode> found = new ArrayList<>();
    while (found.size() < offset + count) {
      Optional<Deque<SortedDocument>> next =
          left.stream()
              .filter(documents -> !documents.isEmpty())
              .min(Comparator.comparing(Deque::getFirst, order));
      if (next.isEmpty()) {
        break;
      }
      found.add(next.get().removeFirst().shown());
    }
    return found.subList(Math.min(offset, found.size()), found.size());
  }
}
