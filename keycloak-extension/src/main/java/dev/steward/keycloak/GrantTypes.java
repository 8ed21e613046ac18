package dev.steward.keycloak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.KeycloakSession;

/** Grant types as the token endpoint spells them: which one is asked for, which a client has. */
final class GrantTypes {

  static final String IMPLICIT = "implicit";
  static final String UMA = "urn:ietf:params:oauth:grant-type:uma-ticket";
  static final String CIBA = "urn:openid:params:grant-type:ciba";
  static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  static final String EXCHANGE_SWITCH = "standard.token.exchange.enabled";
  static final String JWT_BEARER_SWITCH = "oauth2.jwt.authorization.grant.enabled";
  static final String CIBA_SWITCH = "oidc.ciba.grant.enabled";
  static final String DEVICE_SWITCH = "oauth2.device.authorization.grant.enabled";

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

  static List<String> formFields(KeycloakSession session, String name) {
    var form = session.getContext().getHttpRequest().getDecodedFormParameters();
    List<String> values = form == null ? null : form.get(name);
    return values == null ? List.of() : values;
  }

  /** The grants by which the client can act on its own. */
  static List<String> onItsOwn(ClientRow client) {
    return of(client).stream().filter(GrantTypes::onItsOwn).toList();
  }

  /**
   * All grants that the client can use: switched on, and not among those that Keycloak refuses to a
   * client of its sort whatever the switches say.
   */
  static List<String> of(ClientRow client) {
    if (client.flows().bearerOnly() || !client.speaksOpenIdConnect()) {
      return List.of();
    }
    List<String> grants = new ArrayList<>();
    boolean confidential = !client.publicClient();
    addIf(
        client.flows().serviceAccount() && confidential,
        OAuth2Constants.CLIENT_CREDENTIALS,
        grants);
    addIf(client.flows().password() && !client.flows().consent(), OAuth2Constants.PASSWORD, grants);
    addIf(
        client.on(EXCHANGE_SWITCH) && confidential,
        OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE,
        grants);
    addIf(client.on(JWT_BEARER_SWITCH) && confidential, JWT_BEARER, grants);
    addIf(client.on(CIBA_SWITCH), CIBA, grants);
    addIf(client.flows().standard(), OAuth2Constants.AUTHORIZATION_CODE, grants);
    addIf(client.flows().implicit(), IMPLICIT, grants);
    addIf(client.on(DEVICE_SWITCH), OAuth2Constants.DEVICE_CODE_GRANT_TYPE, grants);
    return grants;
  }

  private static void addIf(boolean on, String grant, List<String> grants) {
    if (on) {
      grants.add(grant);
    }
  }

  private static String path(KeycloakSession session) {
    String path = session.getContext().getUri().getPath();
    return path.startsWith("/") ? path : "/" + path;
  }
}
