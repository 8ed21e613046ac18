package dev.steward.keycloak;

import dev.steward.permit.Decision.Denied;
import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.JsonWebToken;

/** A token that was issued earlier and that Keycloak itself finds good. */
record EarlierToken(JsonWebToken token, ClientModel client) {

  /** Whether the gate finds it good, too. When not, the event tells why. */
  boolean lives(KeycloakSession session, EventBuilder event) {
    Optional<String> dead = dead(session);
    if (dead.isPresent()) {
      event.detail(Details.REASON, dead.get());
      event.error(Errors.INVALID_TOKEN);
    }
    return dead.isEmpty();
  }

  /** Why the gate finds it dead all the same. */
  private Optional<String> dead(KeycloakSession session) {
    // 26.7.0 compares with the earlier of the client's and the realm's not-before.
    Long issuedAt = token.getIat();
    if (issuedAt != null && issuedAt < client.getNotBefore()) {
      return Optional.of("the token was issued before the client was stopped");
    }
    return Gate.of(session).decisions().onUse(session, client) instanceof Denied denied
        ? Optional.of(OAuthProblem.description(denied))
        : Optional.empty();
  }
}
