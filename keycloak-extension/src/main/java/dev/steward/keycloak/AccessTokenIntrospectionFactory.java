package dev.steward.keycloak;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProviderFactory;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;

/** Takes the place of Keycloak's own introspection of access tokens. */
public final class AccessTokenIntrospectionFactory extends AccessTokenIntrospectionProviderFactory {

  @Override
  public TokenIntrospectionProvider create(KeycloakSession session) {
    return new AccessTokenIntrospection(session);
  }

  @Override
  public int order() {
    return 10;
  }
}
