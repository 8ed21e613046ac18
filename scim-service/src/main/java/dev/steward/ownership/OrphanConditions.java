package dev.steward.ownership;

import dev.steward.usage.Dormancy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What makes an identity {@code i} an orphan, as questions to the database. */
@ApplicationScoped
class OrphanConditions {

  private static final String OVER_LIMIT =
      """
      exists (
        select from identity_owner o join over_limit l on l.person = o.person
        where o.identity_id = i.id and o.role = 'OWNER' and o.accepted_at is not null
          and l.risk_tier = i.risk_tier)
      """;

  /** Beside each identity, what there is about its owners: they are looked at once. */
  static final String ANSWERING =
      """
      cross join lateral (
        select
          bool_or(o.accepted_at is not null and p.present) as owned,
          bool_or(p.present and o.accepted_at is null) as silent,
          bool_or(not p.present and not p.deleted) as disabled,
          bool_or(p.deleted) as deleted,
          min(t.since) filter (where o.accepted_at is not null) as over_limit
        from identity_owner o
        left join person p on p.id = o.person
        left join over_limit t on t.person = o.person and t.risk_tier = i.risk_tier
        where o.identity_id = i.id and o.role = 'OWNER') answering
      """;

  private static final String UNOWNED = "answering.owned is not true";

  private static final String CLIENT_GONE =
      """
      (i.realm, i.client_uuid) in (
        select n.realm, n.client_uuid from incident n where n.kind = 'ClientGone')
      """;

  private final Dormancy dormancy;
  private final OrphanConfig config;
  private final Clock clock;

  OrphanConditions(Dormancy dormancy, OrphanConfig config, Clock clock) {
    this.dormancy = dormancy;
    this.config = config;
    this.clock = clock;
  }

  /** A part of a question to the database. */
  record Condition(String sql, List<Object> parameters) {

    private static Condition of(String sql, Object... parameters) {
      return new Condition(sql, List.of(parameters));
    }
  }

  /** Nobody present has accepted to answer for it. */
  static Condition ownerless() {
    return Condition.of(Orphans.ORPHANED);
  }

  Condition of(OrphanReason reason) {
    return switch (reason) {
      case OWNER_NEVER_ACCEPTED -> ownerless("and p.present and o.accepted_at is null");
      case OWNER_DISABLED -> ownerless("and not p.present and not p.deleted");
      case OWNER_LEFT -> ownerless("and p.deleted");
      case OWNER_MISSING ->
          Condition.of(
              Orphans.ORPHANED
                  + """
                   and not exists (
                    select from identity_owner o join person p on p.id = o.person
                    where o.identity_id = i.id and o.role = 'OWNER')
                  """);
      case OWNER_OVER_LIMIT -> Condition.of(OVER_LIMIT);
      case DORMANT -> {
        Instant now = clock.instant();
        Condition dormant = dormantBy(now);
        yield new Condition(
            dormant.sql()
                + """
                 and not exists (
                  select from dormancy_exception x
                  where x.identity_id = i.id and x.since <= ? and x.until > ?)
                """,
            Stream.concat(dormant.parameters().stream(), Stream.of(now, now)).toList());
      }
      case ENVIRONMENT_GONE ->
          goneEnvironments().isEmpty()
              ? Condition.of(CLIENT_GONE)
              : Condition.of(
                  "(i.environment = any (?) or " + CLIENT_GONE + ")", goneEnvironments());
      case SHADOW -> throw new IllegalArgumentException("no identity is a shadow");
    };
  }

  /** The same of an identity beside which {@link #ANSWERING} stands. */
  Condition beside(OrphanReason reason) {
    return switch (reason) {
      case OWNER_NEVER_ACCEPTED -> Condition.of(UNOWNED + " and answering.silent");
      case OWNER_DISABLED -> Condition.of(UNOWNED + " and answering.disabled");
      case OWNER_LEFT -> Condition.of(UNOWNED + " and answering.deleted");
      case OWNER_MISSING -> Condition.of(UNOWNED + " and answering.deleted is null");
      case OWNER_OVER_LIMIT -> Condition.of("answering.over_limit is not null");
      case DORMANT, ENVIRONMENT_GONE, SHADOW -> of(reason);
    };
  }

  /**
   * Since when it is an orphan for the reason that holds longest, if any has a beginning; beside
   * those who answer for it. Whose dormancy is excepted counts as dormant: it ends by itself.
   */
  Condition since(Instant until) {
    return Condition.of(
        """
        least(
          case when answering.owned is not true then coalesce(
            least(case when answering.silent then i.created end, (
              select least(max(p.gone_at) filter (where not p.deleted),
                max(p.gone_at) filter (where p.deleted))
              from identity_owner o join person p on p.id = o.person
              where o.identity_id = i.id and o.role = 'OWNER')),
            i.modified) end,
          answering.over_limit,
          (select u.since + (?::jsonb ->> u.risk_tier)::interval from unused u
           where u.identity_id = i.id and u.since + (?::jsonb ->> u.risk_tier)::interval <= ?),
          (select min(n.since) from incident n where n.realm = i.realm
             and n.client_uuid = i.client_uuid and n.kind = 'ClientGone'))
        """,
        dormancy.limits(),
        dormancy.limits(),
        until);
  }

  /** Unused until an instant for longer than its tier permits, unless that is excepted. */
  Condition dormantBy(Instant then) {
    return Condition.of(
        """
        exists (
          select from unused u
          where u.identity_id = i.id and u.since + (?::jsonb ->> u.risk_tier)::interval <= ?)
        """,
        dormancy.limits(),
        then);
  }

  private static Condition ownerless(String owner) {
    return Condition.of(
        Orphans.ORPHANED
            + """
             and exists (
              select from identity_owner o join person p on p.id = o.person
              where o.identity_id = i.id and o.role = 'OWNER'
            """
            + owner
            + ")");
  }

  /** What a filter asks for besides reasons. */
  static List<Condition> narrower(OrphanFilter filter) {
    List<Condition> narrower = new ArrayList<>();
    if (!filter.tiers().isEmpty()) {
      narrower.add(Condition.of("i.risk_tier = any (?)", names(filter.tiers())));
    }
    if (!filter.kinds().isEmpty()) {
      narrower.add(Condition.of("i.kind = any (?)", names(filter.kinds())));
    }
    if (filter.environment() != null) {
      narrower.add(Condition.of("i.environment = ?", filter.environment()));
    }
    if (filter.owner() != null) {
      narrower.add(
          Condition.of(
              "i.id in (select o.identity_id from identity_owner o where o.person = ?)",
              filter.owner()));
    }
    return narrower;
  }

  private static List<String> names(Set<? extends Enum<?>> constants) {
    return constants.stream().map(Enum::name).toList();
  }

  List<String> goneEnvironments() {
    return config.goneEnvironments().orElse(List.of());
  }
}
