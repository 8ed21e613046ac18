package dev.steward.keycloak;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.RefreshTokenIntrospectionProviderFactory;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;

/** Takes the place of Keycloak's own introspection of refresh tokens. */
public final class RefreshTokenIntrospectionFactory
    extends RefreshTokenIntrospectionProviderFactory {

  @Override
  public TokenIntrospectionProvider create(KeycloakSession session) {
    return new RefreshTokenIntrospection(session);
  }

  @Override
  public int order() {
    return 10;
  }
}
