package dev.steward.certification;

import dev.steward.finding.Finding;
import dev.steward.finding.Finding.Reason;
import dev.steward.finding.FindingSource;
import dev.steward.identity.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Identities whose review is late, or whose time is over. */
@ApplicationScoped
class ReviewFindings implements FindingSource {

  private final Clock clock;

  ReviewFindings(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Map<Identity.Id, List<Finding>> findings(Collection<Identity> identities) {
    Instant now = clock.instant();
    Map<Identity.Id, List<Finding>> findings = new HashMap<>();
    for (Identity identity : identities) {
      List<Finding> late = late(identity, now);
      if (!late.isEmpty()) {
        findings.put(identity.id(), late);
      }
    }
    return findings;
  }

  private static List<Finding> late(Identity identity, Instant now) {
    var cadence = identity.cadence();
    var reviewed = identity.lastReviewed();
    return switch (identity.standing(now)) {
      case GRACE -> List.of(new Finding(Reason.REVIEW_OVERDUE, cadence.graceFrom(reviewed)));
      case BROWNOUT -> List.of(new Finding(Reason.REVIEW_BROWNOUT, cadence.brownoutFrom(reviewed)));
      case LAPSED -> List.of(new Finding(lapse(identity), identity.goodUntil()));
      case PROPOSED, GOOD, SUSPENDED, REVOKED -> List.of();
    };
  }

  private static Reason lapse(Identity identity) {
    return identity.goodUntil().equals(identity.validity().until())
        ? Reason.ENDED
        : Reason.REVIEW_LAPSED;
  }
}
