package dev.steward.keycloak;

import org.keycloak.authorization.protection.introspect.RPTIntrospectionProvider;
import org.keycloak.models.KeycloakSession;

/** Answers inactive for a requesting party token whose client may no longer act. */
final class RequestingPartyIntrospection extends RPTIntrospectionProvider {

  RequestingPartyIntrospection(KeycloakSession session) {
    super(session);
  }

  @Override
  protected boolean verifyClient() {
    return super.verifyClient() && new EarlierToken(token, client).lives(session, eventBuilder);
  }
}
