package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.identity.Identity.Intent;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Any;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.registry.Attribute;
import dev.steward.registry.Identities;
import dev.steward.registry.Recorded;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Lists identities of a resource type, page by page. Those that were deleted are in no list. */
@ApplicationScoped
class IdentityList {

  private final Identities identities;
  private final OwnerNames names;
  private final ScimConfig config;
  private final Clock clock;

  IdentityList(Identities identities, OwnerNames names, ScimConfig config, Clock clock) {
    this.identities = identities;
    this.names = names;
    this.config = config;
    this.clock = clock;
  }

  /** A page, as a {@code ListResponse}. */
  ObjectNode page(ResourceType type, Query query, String base) {
    Projection projection = new Projection(type, query.attributes(), query.excludedAttributes());
    Condition condition = condition(type, query);
    int count =
        query.count() == null ? config.pageSize() : Math.min(query.count(), config.largestPage());
    long total = identities.count(condition);
    List<Recorded> found =
        count == 0 || query.startIndex() > total
            ? List.of()
            : identities.list(condition, query.startIndex() - 1, count);
    ObjectNode page = ScimJson.object();
    page.putArray("schemas").add(Urn.LIST_RESPONSE);
    page.put("totalResults", total);
    page.put("startIndex", query.startIndex());
    page.put("itemsPerPage", found.size());
    ArrayNode resources = page.putArray("Resources");
    var documents = new IdentityDocument(type, base, clock.instant(), names.of(found));
    for (Recorded one : found) {
      resources.add(projection.of(documents.of(one.identity(), one.created(), one.modified())));
    }
    return page;
  }

  private static Condition condition(ResourceType type, Query query) {
    List<Condition> conditions = new ArrayList<>();
    conditions.add(
        new Any(
            type.kinds().stream()
                .<Condition>map(kind -> new Compare(Attribute.KIND, Operator.EQUAL, kind))
                .toList()));
    conditions.add(new Compare(Attribute.INTENT, Operator.NOT_EQUAL, Intent.REVOKED));
    if (query.filter() != null) {
      conditions.add(FilterCondition.of(type, query.filter()));
    }
    return new All(conditions);
  }
}
