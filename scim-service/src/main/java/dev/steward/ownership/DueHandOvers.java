package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.RiskTier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The identities whose hand-over is to begin, to change or to end, found a page at a time. */
@ApplicationScoped
class DueHandOvers {

  private static final int PAGE = 1_000;

  /** A person who said yes to owning identity {@code i}, and is here. */
  static final String OWNED =
      """
      exists (
        select from identity_owner q join person r on r.id = q.person
        where q.identity_id = i.id and q.role = 'OWNER' and q.accepted_at is not null
          and r.present)
      """;

  /** The first backup of identity {@code i} who said yes and is here. */
  private static final String BACKUP =
      """
      (select q.person from identity_owner q join person r on r.id = q.person
       where q.identity_id = i.id and q.role = 'BACKUP' and q.accepted_at is not null
         and r.present
       order by q.position limit 1)
      """;

  static final String LEFT =
      """
      with gone as (
        select distinct o.identity_id
        from person p join identity_owner o on o.person = p.id
        where not p.present and o.role = 'OWNER' and o.accepted_at is not null)
      select i.id, i.risk_tier, %s as backup
      from gone g join identity i on i.id = g.identity_id
      where i.intent in ('APPROVED', 'SUSPENDED') and i.hand_over_deadline is null
        and i.id > ? and not %s
      order by i.id limit ?
      """
          .formatted(BACKUP, OWNED);

  /** The last who was named as owner of identity {@code i} went, and nobody had said yes. */
  static final String ABANDONED =
      """
      not exists (
        select from identity_owner q left join person r on r.id = q.person
        where q.identity_id = i.id and q.role = 'OWNER'
          and (q.accepted_at is not null or r.present))
      """;

  private static final String LEFT_UNACCEPTED =
      """
      with gone as (
        select distinct o.identity_id
        from person p join identity_owner o on o.person = p.id
        where not p.present and o.role = 'OWNER' and o.accepted_at is null)
      select i.id, i.risk_tier, %s as backup
      from gone g join identity i on i.id = g.identity_id
      where i.intent %s and i.hand_over_deadline is null and i.id > ? and %s
      order by i.id limit ?
      """;

  static final String LEFT_BEFORE_ANYBODY_ACCEPTED =
      LEFT_UNACCEPTED.formatted(BACKUP, "in ('APPROVED', 'SUSPENDED')", ABANDONED);

  static final String LEFT_A_PROPOSAL =
      LEFT_UNACCEPTED.formatted(
          "null",
          "= 'PROPOSED'",
          ABANDONED + "and not exists (select from owner_sought s where s.identity_id = i.id)");

  static final String BACK =
      """
      select i.id, i.risk_tier, null as backup from identity i
      where i.hand_over_deadline is not null and i.id > ? and (%s
        or exists (
          select from owner_sought s
          where s.identity_id = i.id and s.since = i.hand_over_began
            and not %s))
      order by i.id limit ?
      """
          .formatted(OWNED, ABANDONED);

  static final String ENTRUSTED_TO_ANOTHER =
      """
      select * from (
        select i.id, i.risk_tier, i.custodian, %s as backup from identity i
        where i.hand_over_deadline is not null and i.id > ?) i
      where custodian is distinct from backup
      order by id limit ?
      """
          .formatted(BACKUP);

  /**
   * Somebody who might follow is here and was not asked: they were away when it was asked before,
   * or have been named since.
   */
  static final String NOT_ASKED_YET =
      """
      select i.id, i.risk_tier, null as backup from identity i
      where i.hand_over_deadline is not null and i.intent in ('APPROVED', 'SUSPENDED') and i.id > ?
        and exists (
          select from (
            select o.person from identity_owner o
            where o.identity_id = i.id and o.role in ('BACKUP', 'SPONSOR')
            union all
            select g.manager from identity_owner o join person g on g.id = o.person
            where o.identity_id = i.id and o.role = 'OWNER' and not g.present
              and g.manager is not null and (o.accepted_at is not null or not exists (
                select from identity_owner a where a.identity_id = i.id
                  and a.role = 'OWNER' and a.accepted_at is not null))
          ) n join person p on p.id = n.person
          where p.present
            and not exists (
              select from identity_owner o
              where o.identity_id = i.id and o.person = p.id and o.role = 'OWNER')
            and not exists (
              select from ownership_question q
              where q.identity_id = i.id and q.person = p.id
                and (q.closed_at is null or q.answer = 'DECLINED')))
      order by i.id limit ?
      """;

  static final String OVER =
      """
      select i.id, i.risk_tier, null as backup from identity i
      where i.intent = 'APPROVED' and i.id > ? and i.hand_over_deadline <= ?
      order by i.id limit ?
      """;

  private final Database database;
  private final Clock clock;

  DueHandOvers(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** An identity for which something is to be done. */
  record Due(Id id, RiskTier tier, @Nullable String backup) {

    private static Due read(Row row) {
      return new Due(
          new Id(row.uuid("id")),
          row.constant("risk_tier", RiskTier.class),
          row.optionalText("backup"));
    }
  }

  /** The next of those that a query of this class finds. */
  List<Due> after(String query, UUID last) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(last);
    if (query.equals(OVER)) {
      parameters.add(clock.instant());
    }
    parameters.add(PAGE);
    return database.list(query, Due::read, parameters.toArray());
  }
}
