package dev.steward.keycloak;

import java.util.Optional;
import org.keycloak.authorization.protection.introspect.RPTIntrospectionProvider;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;

/** Answers inactive for a requesting party token whose client may no longer act. */
final class RequestingPartyIntrospection extends RPTIntrospectionProvider {

  RequestingPartyIntrospection(KeycloakSession session) {
    super(session);
  }

  @Override
  protected boolean verifyClient() {
    if (!super.verifyClient()) {
      return false;
    }
    Optional<String> dead = new EarlierToken(token, client).dead(session);
    if (dead.isPresent()) {
      eventBuilder.detail(Details.REASON, dead.get());
      eventBuilder.error(Errors.INVALID_TOKEN);
    }
    return dead.isEmpty();
  }
}
