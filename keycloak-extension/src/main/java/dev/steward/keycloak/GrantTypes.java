package dev.steward.keycloak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/** Grant types as the token endpoint spells them: which one is asked for, which a client has. */
final class GrantTypes {

  static final String IMPLICIT = "implicit";
  static final String UMA = "urn:ietf:params:oauth:grant-type:uma-ticket";
  static final String CIBA = "urn:openid:params:grant-type:ciba";
  static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  /** Grants in which no person takes part at the moment of asking. */
  private static final Set<String> ON_ITS_OWN =
      Set.of(
          OAuth2Constants.CLIENT_CREDENTIALS,
          OAuth2Constants.PASSWORD,
          OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE,
          JWT_BEARER,
          UMA,
          CIBA);

  private GrantTypes() {}

  static boolean onItsOwn(String grant) {
    return ON_ITS_OWN.contains(grant);
  }

  /** The grant of the current request; at any other endpoint a token is issued implicitly. */
  static String asked(KeycloakSession session) {
    if (!path(session).endsWith("/protocol/openid-connect/token")) {
      return IMPLICIT;
    }
    return formField(session, OAuth2Constants.GRANT_TYPE).orElse(IMPLICIT);
  }

  /** Whether the current request only shows an administrator what a token would look like. */
  static boolean preview(KeycloakSession session) {
    return path(session).startsWith("/admin/");
  }

  static Optional<String> formField(KeycloakSession session, String name) {
    var form = session.getContext().getHttpRequest().getDecodedFormParameters();
    return form == null ? Optional.empty() : Optional.ofNullable(form.getFirst(name));
  }

  /** The grants by which the client can act on its own. */
  static List<String> of(ClientModel client) {
    if (client.isBearerOnly() || !"openid-connect".equals(client.getProtocol())) {
      return List.of();
    }
    List<String> grants = new ArrayList<>();
    if (client.isServiceAccountsEnabled()) {
      grants.add(OAuth2Constants.CLIENT_CREDENTIALS);
    }
    if (client.isDirectAccessGrantsEnabled()) {
      grants.add(OAuth2Constants.PASSWORD);
    }
    addIf(
        grants,
        client,
        "standard.token.exchange.enabled",
        OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE);
    addIf(grants, client, "oauth2.jwt.authorization.grant.enabled", JWT_BEARER);
    addIf(grants, client, "oidc.ciba.grant.enabled", CIBA);
    return grants;
  }

  private static void addIf(
      List<String> grants, ClientModel client, String switchedBy, String grant) {
    String value = client.getAttribute(switchedBy);
    if (value != null && value.toLowerCase(Locale.ROOT).equals("true")) {
      grants.add(grant);
    }
  }

  private static String path(KeycloakSession session) {
    String path = session.getContext().getUri().getPath();
    return path.startsWith("/") ? path : "/" + path;
  }
}
