package dev.steward.keycloak;

import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.RefreshTokenIntrospectionProvider;

/** Answers inactive for a refresh token whose client may no longer act. */
final class RefreshTokenIntrospection extends RefreshTokenIntrospectionProvider {

  RefreshTokenIntrospection(KeycloakSession session) {
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
