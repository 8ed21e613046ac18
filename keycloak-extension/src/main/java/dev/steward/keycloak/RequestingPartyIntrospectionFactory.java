package dev.steward.keycloak;

import org.keycloak.authorization.protection.introspect.RPTIntrospectionProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;

/** Takes the place of Keycloak's own introspection of requesting party tokens. */
public final class RequestingPartyIntrospectionFactory extends RPTIntrospectionProviderFactory {

  @Override
  public TokenIntrospectionProvider create(KeycloakSession session) {
    return new RequestingPartyIntrospection(session);
  }

  @Override
  public int order() {
    return 10;
  }
}
