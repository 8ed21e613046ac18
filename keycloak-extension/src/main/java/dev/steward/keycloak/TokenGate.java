package dev.steward.keycloak;

import dev.steward.permit.Decision.Denied;
import dev.steward.permit.Decision.Permitted;
import dev.steward.permit.Decision.Reason;
import dev.steward.permit.Decision.Trimmed;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.KeycloakSession;

/** The last look at tokens that are made and not yet handed out. */
final class TokenGate {

  private final KeycloakSession session;
  private final Gate gate;

  TokenGate(KeycloakSession session, Gate gate) {
    this.session = session;
    this.gate = gate;
  }

  /** Trims the tokens to what the permit covers, or says why they must not be handed out. */
  Optional<Denied> settle(Issued issued) {
    String grant = GrantTypes.asked(session);
    Set<String> requested =
        grant.equals(GrantTypes.IMPLICIT) || grant.equals(GrantTypes.UMA)
            ? Set.of()
            : Scopes.named(GrantTypes.formField(session, OAuth2Constants.SCOPE).orElse(""));
    var decision =
        gate.decisions()
            .onIssue(session, issued.client(), grant, requested, Scopes.granted(issued.context()));
    return switch (decision) {
      case Denied denied -> Optional.of(denied);
      case Permitted(long version, Instant endBy) -> {
        new TokenTrim(session).endBy(issued, endBy);
        yield Optional.empty();
      }
      case Trimmed trimmed -> trimmed(issued, trimmed);
    };
  }

  private Optional<Denied> trimmed(Issued issued, Trimmed trimmed) {
    // By now Keycloak has made an offline session, which outlives any token.
    if (trimmed.beyond().contains(OAuth2Constants.OFFLINE_ACCESS)) {
      return Optional.of(
          new Denied(
              Reason.SCOPE_NOT_ALLOWED,
              "the permit does not cover scope offline_access, which this client gets by default;"
                  + " make it optional, or ask an owner for it"));
    }
    TokenTrim trim = new TokenTrim(session);
    trim.narrow(issued, trimmed);
    trim.endBy(issued, trimmed.endBy());
    return Optional.empty();
  }
}
