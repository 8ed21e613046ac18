package dev.steward.finding;

import dev.steward.identity.Identity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A part of the registry that knows what is wrong with identities as far as it is its concern. */
public interface FindingSource {

  /**
   * What is wrong with each of these identities. Those with whom nothing is are left out. A whole
   * page is asked about at once.
   *
   * @param present who is here of the people who answer for them
   */
  Map<Identity.Id, List<Finding>> findings(Collection<Identity> identities, Set<String> present);
}
