package dev.steward.ownership;

import dev.steward.finding.Finding;
import dev.steward.finding.FindingSource;
import dev.steward.identity.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Identities that nobody present has accepted to answer for. */
@ApplicationScoped
class OwnershipFindings implements FindingSource {

  private final Orphans orphans;

  OwnershipFindings(Orphans orphans) {
    this.orphans = orphans;
  }

  @Override
  public Map<Identity.Id, List<Finding>> findings(Collection<Identity> identities) {
    return orphans.among(identities.stream().map(Identity::id).toList());
  }
}
