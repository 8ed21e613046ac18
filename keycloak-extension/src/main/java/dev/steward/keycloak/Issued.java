package dev.steward.keycloak;

import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;
import org.keycloak.representations.RefreshToken;

/** The tokens of one answer, made and not yet handed out. */
record Issued(
    @Nullable AccessToken access,
    @Nullable RefreshToken refresh,
    @Nullable IDToken id,
    ClientSessionContext context) {

  static Issued by(KeycloakSession session, AccessTokenResponseBuilder builder) {
    return new Issued(
        builder.getAccessToken(),
        builder.getRefreshToken(),
        builder.getIdToken(),
        context(session, builder));
  }

  private static ClientSessionContext context(
      KeycloakSession session, AccessTokenResponseBuilder builder) {
    try {
      return builder.getClientSessionCtx();
    } catch (NoSuchMethodError before266) {
      // The context that was made last, which is the one that the tokens were made from.
      return (ClientSessionContext) session.getAttribute(ClientSessionContext.class.getName());
    }
  }

  /**
   * The client that the tokens are for. Under UMA the session is the resource server's, and only
   * the token says whose it is.
   */
  ClientModel client() {
    ClientModel ofSession = context.getClientSession().getClient();
    RealmModel realm = ofSession.getRealm();
    if (access == null || access.getIssuedFor() == null) {
      return ofSession;
    }
    ClientModel named = realm.getClientByClientId(access.getIssuedFor());
    return named == null ? ofSession : named;
  }
}
