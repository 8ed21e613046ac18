package dev.steward.keycloak;

import dev.steward.permit.Decision.Denied;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProvider;
import org.keycloak.representations.AccessToken;

/** Answers inactive for a token whose client may no longer act, although the token is not over. */
final class PermitIntrospection extends AccessTokenIntrospectionProvider<AccessToken> {

  private final Gate gate;

  PermitIntrospection(KeycloakSession session, Gate gate) {
    super(session);
    this.gate = gate;
  }

  @Override
  protected boolean verifyClient() {
    if (!super.verifyClient()) {
      return false;
    }
    // 26.7.0 compares with the earlier of the client's and the realm's not-before.
    Long issuedAt = token.getIat();
    if (issuedAt != null && issuedAt < client.getNotBefore()) {
      return inactive("the token was issued before the client was stopped");
    }
    return !(gate.decisions().onUse(session, client) instanceof Denied denied)
        || inactive(OAuthProblem.description(denied));
  }

  private boolean inactive(String reason) {
    eventBuilder.detail(Details.REASON, reason);
    eventBuilder.error(Errors.INVALID_TOKEN);
    return false;
  }
}
