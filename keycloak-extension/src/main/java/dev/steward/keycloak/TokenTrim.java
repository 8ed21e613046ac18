package dev.steward.keycloak;

import dev.steward.permit.Decision.Trimmed;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.services.util.DefaultClientSessionContext;

/** Makes issued tokens end in time and takes out of them what came with forbidden scopes. */
final class TokenTrim {

  private static final List<String> CARRIED_OVER =
      List.of(
          Constants.GRANT_TYPE,
          Constants.REQUESTED_AUDIENCE_CLIENTS,
          OAuth2Constants.RESOURCE,
          OAuth2Constants.OFFLINE_ACCESS,
          "nonce");

  private final KeycloakSession session;
  private final TokenManager tokens = new TokenManager();

  TokenTrim(KeycloakSession session) {
    this.session = session;
  }

  /** Lets no token of the answer outlive the instant, nor pass for another client's. */
  void endBy(Issued issued, Instant end) {
    if (end.equals(Instant.MAX)) {
      return;
    }
    String client = issued.client().getClientId();
    hold(issued.access(), end, client);
    hold(issued.refresh(), end, client);
    hold(issued.id(), end, client);
  }

  /**
   * Takes out everything that comes with the scopes beyond the ceiling.
   *
   * <p>The token is made twice more, with and without them; what differs goes.
   */
  void narrow(Issued issued, Trimmed trimmed) {
    AccessToken access = issued.access();
    if (access == null) {
      return;
    }
    ClientSessionContext wide = issued.context();
    Object current = session.getAttribute(ClientSessionContext.class.getName());
    try {
      ClientSessionContext narrow = without(trimmed.beyond(), wide);
      AccessTokenResponseBuilder all = made(issued, wide);
      AccessTokenResponseBuilder rest = made(issued, narrow);
      ClaimsDifference.between(all.getAccessToken(), rest.getAccessToken()).takeOutOf(access);
      IDToken id = issued.id();
      if (id != null) {
        ClaimsDifference.between(
                all.generateIDToken().getIdToken(), rest.generateIDToken().getIdToken())
            .takeOutOf(id);
      }
    } finally {
      session.setAttribute(ClientSessionContext.class.getName(), current);
    }
    if (issued.refresh() != null) {
      issued.refresh().setScope(without(trimmed.beyond(), issued.refresh().getScope()));
    }
    access.setScope(without(trimmed.beyond(), access.getScope()));
  }

  private AccessTokenResponseBuilder made(Issued issued, ClientSessionContext context) {
    UserSessionModel user = context.getClientSession().getUserSession();
    return tokens
        .responseBuilder(user.getRealm(), issued.client(), null, session, user, context)
        .generateAccessToken();
  }

  private ClientSessionContext without(Set<String> beyond, ClientSessionContext wide) {
    AuthenticatedClientSessionModel clientSession = wide.getClientSession();
    Set<ClientScopeModel> kept =
        wide.getClientScopesStream()
            .filter(scope -> scope instanceof ClientModel || !beyond.contains(scope.getName()))
            .collect(Collectors.toSet());
    ClientSessionContext narrow =
        DefaultClientSessionContext.fromClientSessionAndClientScopes(
            clientSession, kept, null, session);
    for (String name : CARRIED_OVER) {
      Object value = wide.getAttribute(name, Object.class);
      if (value != null) {
        narrow.setAttribute(name, value);
      }
    }
    return narrow;
  }

  private static String without(Set<String> beyond, @Nullable String scopes) {
    return scopes == null
        ? ""
        : Arrays.stream(scopes.split(" ", -1))
            .filter(scope -> !beyond.contains(scope))
            .collect(Collectors.joining(" "));
  }

  static void hold(@Nullable JsonWebToken token, Instant end, String client) {
    if (token == null) {
      return;
    }
    Long expires = token.getExp();
    long last = end.getEpochSecond() - age(token);
    if (expires == null || expires == 0 || expires > last) {
      token.exp(last);
    }
    // A mapper may have written another name; by this one Keycloak knows whose the token is.
    token.issuedFor(client);
  }

  /** The seconds for which a token lives already: it was begun before it was judged. */
  private static long age(JsonWebToken token) {
    Long issuedAt = token.getIat();
    return issuedAt == null ? 0 : Math.max(0, Time.currentTimeMillis() / 1_000 - issuedAt);
  }
}
