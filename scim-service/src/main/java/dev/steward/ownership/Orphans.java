package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.finding.Finding;
import dev.steward.finding.Finding.Reason;
import dev.steward.identity.Identity.Id;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The identities that nobody present has accepted to answer for. */
@ApplicationScoped
public class Orphans {

  /** The identities without an owner who accepted and is here; revoked ones need none. */
  static final String ORPHANED =
      """
      i.intent <> 'REVOKED' and not exists (
        select from identity_owner o join person p on p.id = o.person
        where o.identity_id = i.id and o.role = 'OWNER'
          and o.accepted_at is not null and p.present)
      """;

  private final Database database;
  private final Clock clock;

  Orphans(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Why the identities of {@code orphan} are orphaned, and since when. */
  private static final String WHY =
      """
      select i.id, i.kind, i.user_name, i.display_name, i.environment, i.risk_tier,
        standing(i.intent, i.begun, i.grace_from, i.brownout_from, i.good_until, ?) as standing,
        case
          when o.silent then 'OWNER_NEVER_ACCEPTED'
          when o.disabled then 'OWNER_DISABLED'
          when o.deleted then 'OWNER_LEFT'
          else 'OWNER_MISSING'
        end as reason,
        coalesce(case when o.silent then i.created else o.gone_at end, i.modified) as since,
        coalesce(o.names, '{}') as owners
      from orphan i
      cross join lateral (
        select
          bool_or(p.present and o.accepted_at is null) as silent,
          bool_or(not p.present and not p.deleted) as disabled,
          bool_or(p.deleted) as deleted,
          max(p.gone_at) as gone_at,
          array_agg(coalesce(p.user_name, o.person) order by o.position) as names
        from identity_owner o left join person p on p.id = o.person
        where o.identity_id = i.id and o.role = 'OWNER'
      ) o
      order by i.id
      """;

  /** Why those of the given identities are orphans that are. */
  Map<Id, List<Finding>> among(Collection<Id> identities) {
    Map<Id, List<Finding>> findings = new HashMap<>();
    database.lookUp(
        "with orphan as (select i.* from identity i where i.id = any (?::text[]::uuid[]) and "
            + ORPHANED
            + ") "
            + WHY,
        row -> findings.put(new Id(row.uuid("id")), List.of(finding(row))),
        identities.stream().map(Id::toString).toList(),
        clock.instant());
    return findings;
  }

  private static Finding finding(Row row) {
    return new Finding(row.constant("reason", Reason.class), row.instant("since"));
  }

  /** How many there are; looks at all of them. */
  public long count() {
    return database.number("select count(*) from identity i where " + ORPHANED);
  }
}
