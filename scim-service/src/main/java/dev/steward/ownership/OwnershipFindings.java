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
import dev.steward.registry.Answering;
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
  private static final String WHY =
      """
      case when i.intent <> 'REVOKED'
          and (answering.owned is not true or answering.over_limit is not null)
        then json_build_array(
          case
            when answering.owned then null
            when answering.silent then 'OWNER_NEVER_ACCEPTED'
            when answering.disabled then 'OWNER_DISABLED'
            when answering.deleted then 'OWNER_LEFT'
            else 'OWNER_MISSING'
          end,
          coalesce(case when answering.silent then i.created else answering.gone_at end, i.modified),
          answering.over_limit)::text
      end
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
            Aside.over(
                Answering.ROW,
                WHY,
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

  /** What {@link #WHY} tells of one identity. */
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
