package dev.steward.keycloak;

import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;
import org.keycloak.representations.RefreshToken;

/**
 * The tokens of one answer, made and not yet handed out.
 *
 * @param client whom they are for, whatever a mapper wrote into them
 */
record Issued(
    @Nullable AccessToken access,
    @Nullable RefreshToken refresh,
    @Nullable IDToken id,
    ClientSessionContext context,
    ClientModel client) {

  static Issued by(KeycloakSession session, AccessTokenResponseBuilder builder) {
    return of(
        session,
        builder.getAccessToken(),
        builder.getRefreshToken(),
        builder.getIdToken(),
        context(session, builder));
  }

  static Issued of(
      KeycloakSession session,
      @Nullable AccessToken access,
      @Nullable RefreshToken refresh,
      @Nullable IDToken id,
      ClientSessionContext context) {
    return new Issued(access, refresh, id, context, client(session, access, context));
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

  /** Under UMA the session is the resource server's, and only the token says whose it is. */
  private static ClientModel client(
      KeycloakSession session, @Nullable AccessToken access, ClientSessionContext context) {
    ClientModel ofSession = context.getClientSession().getClient();
    if (access == null
        || access.getIssuedFor() == null
        || !GrantTypes.asked(session).equals(GrantTypes.UMA)) {
      return ofSession;
    }
    ClientModel named = ofSession.getRealm().getClientByClientId(access.getIssuedFor());
    return named == null ? ofSession : named;
  }
}
