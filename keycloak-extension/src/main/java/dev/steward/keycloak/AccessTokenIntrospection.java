package dev.steward.keycloak;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProvider;
import org.keycloak.representations.AccessToken;

/** Answers inactive for an access token whose client may no longer act. */
final class AccessTokenIntrospection extends AccessTokenIntrospectionProvider<AccessToken> {

  AccessTokenIntrospection(KeycloakSession session) {
    super(session);
  }

  @Override
  protected boolean verifyClient() {
    return super.verifyClient() && new EarlierToken(token, client).lives(session, eventBuilder);
  }
}
