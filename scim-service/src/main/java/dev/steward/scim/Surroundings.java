package dev.steward.scim;

import dev.steward.delivery.KnownClient;
import dev.steward.finding.Finding;
import dev.steward.group.Membership;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What others know of the identities of a page.
 *
 * @param people the names of those who answer for them, by their ids
 * @param gone those who answer for them, but were deleted
 * @param groups the groups that they are in, by their ids
 * @param agents the names of their parents, unless these are revoked
 * @param clients their clients, as the gate last listed them
 * @param lastUsed the last days on which they got a token
 * @param findings what is wrong with them
 */
record Surroundings(
    Map<String, String> people,
    Set<String> gone,
    Map<String, List<Membership>> groups,
    Map<Id, String> agents,
    Map<Client, KnownClient> clients,
    Map<Id, LocalDate> lastUsed,
    Map<Id, List<Finding>> findings) {

  static final Surroundings NONE =
      new Surroundings(Map.of(), Set.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
}
