package dev.steward.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.database.Aside;
import dev.steward.database.Asides;
import dev.steward.finding.Finding;
import dev.steward.finding.Finding.Reason;
import dev.steward.finding.FindingSource;
import dev.steward.finding.Search;
import dev.steward.identity.HandOver;
import dev.steward.identity.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Identities that nobody present answers for, or somebody who answers for too much. */
@ApplicationScoped
class OwnershipFindings implements FindingSource {

  /**
   * Why and since when nobody present answers for it, and since when somebody does for too much.
   */
  private static final String ANSWERING =
      """
      select case when i.intent <> 'REVOKED' and (o.owned is not true or o.over_limit is not null)
        then json_build_array(
          case
            when o.owned then null
            when o.silent then 'OWNER_NEVER_ACCEPTED'
            when o.disabled then 'OWNER_DISABLED'
            when o.deleted then 'OWNER_LEFT'
            else 'OWNER_MISSING'
          end,
          coalesce(case when o.silent then i.created else o.gone_at end, i.modified),
          o.over_limit)::text
        end
      from (
        select
          bool_or(o.accepted_at is not null and p.present) as owned,
          bool_or(p.present and o.accepted_at is null) as silent,
          bool_or(not p.present and not p.deleted) as disabled,
          bool_or(p.deleted) as deleted,
          max(p.gone_at) as gone_at,
          min(t.since) filter (where o.accepted_at is not null) as over_limit
        from identity_owner o
        left join person p on p.id = o.person
        left join over_limit t on t.person = o.person and t.risk_tier = i.risk_tier
        where o.identity_id = i.id and o.role = 'OWNER') o
      """;

  private final Clock clock;

  OwnershipFindings(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Search search() {
    Map<Identity.Id, List<Finding>> answering = new HashMap<>();
    return new Search(
        Asides.of(
            Aside.of(
                ANSWERING,
                (row, column) -> {
                  List<JsonNode> told = row.elements(column).toList();
                  if (!told.isEmpty()) {
                    answering.put(new Identity.Id(row.uuid("id")), findings(told));
                  }
                })),
        identities -> found(identities, answering));
  }

  private Map<Identity.Id, List<Finding>> found(
      Collection<Identity> identities, Map<Identity.Id, List<Finding>> answering) {
    Map<Identity.Id, List<Finding>> findings = new HashMap<>(answering);
    Instant now = clock.instant();
    for (Identity identity : identities) {
      HandOver handOver = identity.handOver();
      if (handOver != null) {
        findings
            .computeIfAbsent(identity.id(), none -> new ArrayList<>())
            .add(waiting(handOver, now));
      }
    }
    return findings;
  }

  /** What {@link #ANSWERING} tells of one identity. */
  private static List<Finding> findings(List<JsonNode> told) {
    List<Finding> findings = new ArrayList<>();
    if (!told.get(0).isNull()) {
      findings.add(new Finding(Reason.valueOf(told.get(0).asText()), instant(told.get(1))));
    }
    if (!told.get(2).isNull()) {
      findings.add(new Finding(Reason.OWNER_OVER_LIMIT, instant(told.get(2))));
    }
    return findings;
  }

  private static Instant instant(JsonNode told) {
    return OffsetDateTime.parse(told.asText()).toInstant();
  }

  private static Finding waiting(HandOver handOver, Instant now) {
    return handOver.isOver(now)
        ? new Finding(Reason.OWNER_GONE, handOver.deadline())
        : new Finding(Reason.HAND_OVER, handOver.began(), handOver.deadline());
  }
}
