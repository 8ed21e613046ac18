package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.ownership.OrphanConditions.Condition;
import dev.steward.ownership.OrphanSearch.Found.Held;
import dev.steward.usage.Dormancy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the identities that are orphans at this moment.
 *
 * <p>Candidates are looked at in the order of their ids and no further than a page needs; whether
 * they are orphans, why and since when, the facts of this moment tell.
 */
@ApplicationScoped
class OrphanSearch {

  private static final int SHORTEST_STRETCH = 100;

  /** Why identities are orphans, and since when. */
  private static final String WHY =
      """
      select i.id, i.kind, i.user_name, i.display_name, i.environment, i.risk_tier, i.realm,
        i.client_uuid, i.intent, i.grants, i.scopes, i.created, i.modified,
        standing(i.intent, i.begun, i.grace_from, i.brownout_from, i.good_until, ?)
          as standing,
        coalesce(o.owned, false) as owned, coalesce(o.silent, false) as silent,
        coalesce(o.disabled, false) as disabled, coalesce(o.deleted, false) as deleted,
        o.disabled_at, o.deleted_at, coalesce(o.names, '{}') as owners,
        (select min(l.since) from identity_owner a join over_limit l on l.person = a.person
         where a.identity_id = i.id and a.role = 'OWNER' and a.accepted_at is not null
           and l.risk_tier = i.risk_tier) as over_limit_at,
        (select u.since + (?::jsonb ->> u.risk_tier)::interval from unused u
         where u.identity_id = i.id
           and u.since + (?::jsonb ->> u.risk_tier)::interval <= ?
           and not exists (
             select from dormancy_exception x
             where x.identity_id = i.id and x.since <= ? and x.until > ?)) as dormant_at,
        (select n.since from incident n where n.realm = i.realm
           and n.client_uuid = i.client_uuid and n.kind = 'ClientGone') as client_gone_at,
        coalesce(i.environment = any (?), false) as without_environment
      from identity i
      cross join lateral (
        select
          bool_or(o.accepted_at is not null and coalesce(p.present, false)) as owned,
          bool_or(p.present and o.accepted_at is null) as silent,
          bool_or(not p.present and not p.deleted) as disabled,
          bool_or(p.deleted) as deleted,
          max(p.gone_at) filter (where not p.deleted) as disabled_at,
          max(p.gone_at) filter (where p.deleted) as deleted_at,
          array_agg(coalesce(p.user_name, o.person) order by o.position) as names
        from identity_owner o left join person p on p.id = o.person
        where o.identity_id = i.id and o.role = 'OWNER'
      ) o
      where i.id = any (?::text[]::uuid[]) and i.intent <> 'REVOKED'
      """;

  private final Database database;
  private final OrphanCandidates candidates;
  private final Dormancy dormancy;
  private final OrphanConditions conditions;
  private final Clock clock;

  OrphanSearch(
      Database database,
      OrphanCandidates candidates,
      Dormancy dormancy,
      OrphanConditions conditions,
      Clock clock) {
    this.database = database;
    this.candidates = candidates;
    this.dormancy = dormancy;
    this.conditions = conditions;
    this.clock = clock;
  }

  /** An identity that was found, and what it was found for. */
  record Found(
      UUID id,
      String kind,
      String userName,
      @Nullable String displayName,
      @Nullable String environment,
      RiskTier tier,
      @Nullable Client client,
      String intent,
      String standing,
      List<String> grants,
      List<String> scopes,
      List<String> owners,
      List<Held> reasons) {

    /** A reason, and since when it holds. */
    record Held(OrphanReason reason, @Nullable Instant since) {}

    /** Whether one of these reasons holds, or without any, whether one does. */
    boolean isOneOf(Set<OrphanReason> wanted) {
      return reasons.stream().anyMatch(held -> wanted.isEmpty() || wanted.contains(held.reason()));
    }

    /** Whether its client was found gone; an environment is gone without a day on which it went. */
    boolean isClientGone() {
      return reasons.stream()
          .anyMatch(held -> held.reason() == OrphanReason.ENVIRONMENT_GONE && held.since() != null);
    }
  }

  /** Up to {@code limit} of them in the order of their ids, from after one on. */
  List<Found> page(OrphanFilter filter, @Nullable UUID after, int limit) {
    int stretch = Math.max(limit, SHORTEST_STRETCH);
    List<Found> page = new ArrayList<>();
    List<UUID> looked;
    UUID last = after;
    do {
      looked = candidates.page(filter, last, stretch);
      of(looked, filter).stream().limit(limit - page.size()).forEach(page::add);
      last = looked.isEmpty() ? last : looked.getLast();
    } while (page.size() < limit && looked.size() == stretch);
    return page;
  }

  /** How many there are of each tier for one reason, or for any that leaves them without owner. */
  Map<RiskTier, Long> count(@Nullable OrphanReason reason) {
    Condition condition = reason == null ? OrphanConditions.ownerless() : conditions.of(reason);
    Map<RiskTier, Long> counts = new HashMap<>();
    candidates.requireComplete();
    database.list(
        """
        select i.risk_tier, count(*) as found
        from (select identity_id from orphan_candidate union select identity_id from orphan_mark) c
        join identity i on i.id = c.identity_id
        where i.intent <> 'REVOKED' and
        """
            + condition.sql()
            + " group by i.risk_tier",
        row -> counts.put(row.constant("risk_tier", RiskTier.class), row.number("found")),
        condition.parameters().toArray());
    return counts;
  }

  /** Those of the given identities that are orphans, and why. */
  List<Found> of(Collection<UUID> identities) {
    return of(identities, OrphanFilter.ALL);
  }

  /** The same as far as a filter leaves them. */
  List<Found> of(Collection<UUID> identities, OrphanFilter filter) {
    if (identities.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    StringBuilder sql = new StringBuilder(WHY);
    List<Object> parameters =
        new ArrayList<>(
            List.of(
                now,
                dormancy.limits(),
                dormancy.limits(),
                now,
                now,
                now,
                conditions.goneEnvironments(),
                identities.stream().map(UUID::toString).toList()));
    for (Condition narrower : OrphanConditions.narrower(filter)) {
      sql.append(" and ").append(narrower.sql());
      parameters.addAll(narrower.parameters());
    }
    return database
        .list(sql.append(" order by i.id").toString(), OrphanSearch::found, parameters.toArray())
        .stream()
        .filter(found -> found.isOneOf(filter.reasons()))
        .toList();
  }

  private static Found found(Row row) {
    String uuid = row.optionalText("client_uuid");
    return new Found(
        row.uuid("id"),
        row.text("kind"),
        row.text("user_name"),
        row.optionalText("display_name"),
        row.optionalText("environment"),
        row.constant("risk_tier", RiskTier.class),
        uuid == null ? null : new Client(row.text("realm"), uuid),
        row.text("intent"),
        row.text("standing"),
        row.texts("grants"),
        row.texts("scopes"),
        row.texts("owners"),
        reasons(row));
  }

  private static List<Held> reasons(Row row) {
    List<Held> reasons = new ArrayList<>();
    if (!row.flag("owned")) {
      reasons.addAll(ownerless(row));
    }
    addWhere(reasons, OrphanReason.OWNER_OVER_LIMIT, row.optionalInstant("over_limit_at"));
    addWhere(reasons, OrphanReason.DORMANT, row.optionalInstant("dormant_at"));
    Instant gone = row.optionalInstant("client_gone_at");
    if (gone != null || row.flag("without_environment")) {
      reasons.add(new Held(OrphanReason.ENVIRONMENT_GONE, gone));
    }
    return reasons;
  }

  private static List<Held> ownerless(Row row) {
    EnumSet<OrphanReason> held = EnumSet.noneOf(OrphanReason.class);
    if (row.flag("silent")) {
      held.add(OrphanReason.OWNER_NEVER_ACCEPTED);
    }
    if (row.flag("disabled")) {
      held.add(OrphanReason.OWNER_DISABLED);
    }
    if (row.flag("deleted")) {
      held.add(OrphanReason.OWNER_LEFT);
    }
    if (held.isEmpty()) {
      held.add(OrphanReason.OWNER_MISSING);
    }
    return held.stream()
        .map(
            reason ->
                new Held(
                    reason,
                    switch (reason) {
                      case OWNER_NEVER_ACCEPTED -> row.instant("created");
                      case OWNER_DISABLED -> row.optionalInstant("disabled_at");
                      case OWNER_LEFT -> row.optionalInstant("deleted_at");
                      default -> row.instant("modified");
                    }))
        .toList();
  }

  private static void addWhere(List<Held> reasons, OrphanReason reason, @Nullable Instant since) {
    if (since != null) {
      reasons.add(new Held(reason, since));
    }
  }
}
