package dev.steward.certification;

import dev.steward.database.Asides;
import dev.steward.finding.Finding;
import dev.steward.finding.Finding.Reason;
import dev.steward.finding.FindingSource;
import dev.steward.finding.Search;
import dev.steward.identity.Cadence;
import dev.steward.identity.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
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
  public Search search() {
    return new Search(Asides.NONE, identities -> late(identities));
  }

  private Map<Identity.Id, List<Finding>> late(Collection<Identity> identities) {
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
      case GRACE, BROWNOUT, LAPSED -> {
        Instant end = identity.validity().until();
        if (end != null && !now.isBefore(end) && !end.isAfter(cadence.lapseAfter(reviewed))) {
          yield List.of(new Finding(Reason.ENDED, end));
        }
        yield overdue(cadence, reviewed, now);
      }
      case PROPOSED, GOOD, SUSPENDED, REVOKED -> List.of();
    };
  }

  private static List<Finding> overdue(Cadence cadence, LocalDate reviewed, Instant now) {
    if (!now.isBefore(cadence.lapseAfter(reviewed))) {
      return List.of(new Finding(Reason.REVIEW_LAPSED, cadence.lapseAfter(reviewed)));
    }
    if (!now.isBefore(cadence.brownoutFrom(reviewed))) {
      return List.of(new Finding(Reason.REVIEW_BROWNOUT, cadence.brownoutFrom(reviewed)));
    }
    return now.isBefore(cadence.graceFrom(reviewed))
        ? List.of()
        : List.of(new Finding(Reason.REVIEW_OVERDUE, cadence.graceFrom(reviewed)));
  }
}
