package dev.steward.permit;

import dev.steward.identity.Identity.Client;
import java.util.Set;

/**
 * The question at the token endpoint.
 *
 * @param grantType as the token endpoint spells it
 * @param requested the scopes that the caller named
 * @param granted the scopes that the token would carry, those that come by default included
 */
public record TokenRequest(
    Client client, String grantType, Set<String> requested, Set<String> granted) {

  public TokenRequest {
    requested = Set.copyOf(requested);
    granted = Set.copyOf(granted);
  }
}
