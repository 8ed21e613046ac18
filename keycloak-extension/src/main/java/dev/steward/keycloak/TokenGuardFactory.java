package dev.steward.keycloak;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;

/** Makes {@link TokenGuard}s; they come after every other post-processor. */
public final class TokenGuardFactory implements TokenPostProcessorFactory {

  static final String ID = "steward-token-guard";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public TokenPostProcessor create(KeycloakSession session) {
    return new TokenGuard(session, Gate.of(session));
  }

  @Override
  public int order() {
    return -1_000;
  }
}
