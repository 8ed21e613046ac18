package dev.steward.keycloak;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.RefreshTokenIntrospectionProvider;

/** Answers inactive for a refresh token whose client may no longer act. */
final class RefreshTokenIntrospection extends RefreshTokenIntrospectionProvider {

  RefreshTokenIntrospection(KeycloakSession session) {
    super(session);
  }

  @Override
  protected boolean verifyClient() {
    return super.verifyClient() && new EarlierToken(token, client).lives(session, eventBuilder);
  }
}
