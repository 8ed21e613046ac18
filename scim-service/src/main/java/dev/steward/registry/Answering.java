package dev.steward.registry;

import dev.steward.database.Lateral;
import dev.steward.people.People;

/**
 * Those who answer for an identity {@code i}, looked at once for all who tell something of them.
 */
public final class Answering {

  /**
   * Who they are ({@code owners}) and what they are called ({@code people}), as JSON, and of those
   * with the role of an owner, whether one of them accepted and is here ({@code owned}), is here
   * and did not accept ({@code silent}), is away or gone, since when, and since when one who
   * accepted answers for too many.
   */
  public static final Lateral ROW =
      new Lateral(
          "answering",
          """
          select
            json_agg(json_build_array(o.person, o.role, o.accepted_at) order by o.position)::text
              as owners,
            json_agg(json_build_array(p.id, %s, p.listed)) filter (where p.id is not null)::text as people,
            bool_or(o.accepted_at is not null and p.present) filter (where o.role = 'OWNER')
              as owned,
            bool_or(p.present and o.accepted_at is null) filter (where o.role = 'OWNER') as silent,
            bool_or(not p.present and not p.deleted) filter (where o.role = 'OWNER') as disabled,
            bool_or(p.deleted) filter (where o.role = 'OWNER') as deleted,
            max(p.gone_at) filter (where o.role = 'OWNER') as gone_at,
            min(t.since) filter (where o.role = 'OWNER' and o.accepted_at is not null)
              as over_limit
          from identity_owner o
          left join person p on p.id = o.person
          left join over_limit t on t.person = o.person and t.risk_tier = i.risk_tier
          where o.identity_id = i.id
          """
              .formatted(People.label("p")));

  private Answering() {}
}
