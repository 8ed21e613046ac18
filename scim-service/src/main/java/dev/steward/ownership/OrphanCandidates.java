package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The identities among which orphans are looked for: at least all that are orphans, and few others.
 *
 * <p>They are found in the order of their ids by an index, whatever is asked for, and no further
 * than a page needs. {@link OrphanSorting} keeps them.
 */
@ApplicationScoped
class OrphanCandidates {

  private static final String OF_EVERY_REASON =
      """
      select distinct identity_id from orphan_candidate where identity_id > ?
      order by identity_id limit ?
      """;

  private static final String OF_REASONS =
      """
      select c.identity_id
      from unnest(?::text[]) as r (reason)
      cross join unnest(?::text[]) as t (tier)
      cross join unnest(?::text[]) as k (kind)
      cross join lateral (
        select identity_id from orphan_candidate
        where reason = r.reason and risk_tier = t.tier and kind = k.kind and identity_id > ?
        order by identity_id limit ?) c
      """;

  private static final String IN_ENVIRONMENT =
      """
      select distinct identity_id from orphan_candidate
      where reason = any (?) and risk_tier = any (?) and kind = any (?) and environment = ?
        and identity_id > ?
      order by identity_id limit ?
      """;

  private static final String OF_OWNER =
      """
      select distinct o.identity_id from identity_owner o
      where o.person = ? and o.identity_id > ?
        and exists (select from orphan_candidate c where c.identity_id = o.identity_id)
      order by o.identity_id limit ?
      """;

  private static final UUID FIRST = new UUID(0, 0);

  private final Database database;
  private final OrphanSorting sorting;

  OrphanCandidates(Database database, OrphanSorting sorting) {
    this.database = database;
    this.sorting = sorting;
  }

  /** Waits until none is missing that became one by the passing of time. */
  void requireComplete() {
    sorting.requireComplete();
  }

  /**
   * Up to {@code limit} of those that a filter may find, from after one on; among them all that may
   * have changed since they were sorted in.
   */
  List<UUID> page(OrphanFilter filter, @Nullable UUID after, int limit) {
    requireComplete();
    UUID start = after == null ? FIRST : after;
    List<Object> parameters = new ArrayList<>(List.of(start, limit));
    String among = among(filter, parameters);
    parameters.addAll(List.of(start, limit, limit));
    return database.list(
        """
        select identity_id from (
          (select distinct identity_id from orphan_mark where identity_id > ?
           order by identity_id limit ?)
          union
          (%s)
        ) as candidate
        order by identity_id limit ?
        """
            .formatted(among),
        row -> row.uuid("identity_id"),
        parameters.toArray());
  }

  /** The way to those that a filter finds, and what it needs to know beside the start and limit. */
  private static String among(OrphanFilter filter, List<Object> parameters) {
    if (filter.owner() != null) {
      parameters.add(filter.owner());
      return OF_OWNER;
    }
    if (filter.environment() == null
        && filter.takesEveryIdentity()
        && filter.tiers().isEmpty()
        && filter.kinds().isEmpty()) {
      return OF_EVERY_REASON;
    }
    parameters.add(chosen(filter.reasons(), OrphanReason.values()));
    parameters.add(chosen(filter.tiers(), RiskTier.values()));
    parameters.add(chosen(filter.kinds(), Kind.values()));
    if (filter.environment() == null) {
      return OF_REASONS;
    }
    parameters.add(filter.environment());
    return IN_ENVIRONMENT;
  }

  private static <E extends Enum<E>> Collection<String> chosen(Set<E> chosen, E[] all) {
    return (chosen.isEmpty() ? Stream.of(all) : chosen.stream()).map(Enum::name).toList();
  }
}
