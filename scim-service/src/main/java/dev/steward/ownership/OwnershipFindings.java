package dev.steward.ownership;

import dev.steward.database.Aside;
import dev.steward.database.Asides;
import dev.steward.finding.Finding;
import dev.steward.finding.Finding.Reason;
import dev.steward.finding.FindingSource;
import dev.steward.finding.Search;
import dev.steward.identity.HandOver;
import dev.steward.identity.Identity;
import dev.steward.identity.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Identities that nobody present answers for, or somebody who answers for too much. */
@ApplicationScoped
class OwnershipFindings implements FindingSource {

  private static final String OVER_LIMIT =
      """
      select min(t.since)
      from identity_owner o
      join over_limit t on t.person = o.person and t.risk_tier = i.risk_tier
      where o.identity_id = i.id and i.intent <> 'REVOKED'
        and o.role = 'OWNER' and o.accepted_at is not null
      """;

  private final Orphans orphans;
  private final Clock clock;

  OwnershipFindings(Orphans orphans, Clock clock) {
    this.orphans = orphans;
    this.clock = clock;
  }

  @Override
  public Search search() {
    Map<Identity.Id, Finding> overLimit = new HashMap<>();
    Aside since =
        Aside.of(
            OVER_LIMIT,
            (row, column) -> {
              Instant over = row.optionalInstant(column);
              if (over != null) {
                overLimit.put(
                    new Identity.Id(row.uuid("id")), new Finding(Reason.OWNER_OVER_LIMIT, over));
              }
            });
    return new Search(
        Asides.of(since), (identities, present) -> found(identities, present, overLimit));
  }

  private Map<Identity.Id, List<Finding>> found(
      Collection<Identity> identities, Set<String> present, Map<Identity.Id, Finding> overLimit) {
    Map<Identity.Id, List<Finding>> findings = new HashMap<>();
    orphaned(identities, present).forEach((id, some) -> findings.put(id, new ArrayList<>(some)));
    overLimit.forEach((id, finding) -> add(findings, id, finding));
    Instant now = clock.instant();
    for (Identity identity : identities) {
      HandOver handOver = identity.handOver();
      if (handOver != null) {
        add(findings, identity.id(), waiting(handOver, now));
      }
    }
    return findings;
  }

  /** Whoever has an owner who accepted and is here is no orphan; most have. */
  private Map<Identity.Id, List<Finding>> orphaned(
      Collection<Identity> identities, Set<String> present) {
    List<Identity.Id> unanswered =
        identities.stream()
            .filter(identity -> identity.owners().stream().noneMatch(answers(present)))
            .map(Identity::id)
            .toList();
    return unanswered.isEmpty() ? Map.of() : orphans.among(unanswered);
  }

  private static Predicate<Owner> answers(Set<String> present) {
    return owner -> owner.owns() && present.contains(owner.person());
  }

  private static Finding waiting(HandOver handOver, Instant now) {
    return handOver.isOver(now)
        ? new Finding(Reason.OWNER_GONE, handOver.deadline())
        : new Finding(Reason.HAND_OVER, handOver.began(), handOver.deadline());
  }

  private static void add(
      Map<Identity.Id, List<Finding>> findings, Identity.Id id, Finding finding) {
    findings.computeIfAbsent(id, none -> new ArrayList<>()).add(finding);
  }
}
