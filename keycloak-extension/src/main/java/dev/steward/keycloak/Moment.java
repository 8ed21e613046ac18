package dev.steward.keycloak;

import java.util.Optional;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;

/** What a client policy event means to the gate. */
enum Moment {
  /** A token, or something that leads to one, is asked for. */
  ISSUING,
  /** The tokens are made and not yet handed out. */
  ISSUED,
  /** A token issued earlier is used. */
  USING,
  /** Somebody writes a client's settings. */
  CHANGING,
  /** A client was made. */
  MADE,
  /** Nothing that leads to a token. Introspection has a provider of its own. */
  PASSING;

  /** What the event means; one that nobody classified yet is treated as a use of a token. */
  static Moment of(ClientPolicyEvent event) {
    return classified(event.name()).orElse(USING);
  }

  /** By name, because a constant that a Keycloak version lacks cannot be linked. */
  static Optional<Moment> classified(String event) {
    return switch (event) {
      case "AUTHORIZATION_REQUEST",
          "PUSHED_AUTHORIZATION_REQUEST",
          "DEVICE_AUTHORIZATION_REQUEST",
          "BACKCHANNEL_AUTHENTICATION_REQUEST",
          "SERVICE_ACCOUNT_TOKEN_REQUEST",
          "TOKEN_REFRESH",
          "BACKCHANNEL_TOKEN_REQUEST",
          "TOKEN_EXCHANGE_REQUEST",
          "RESOURCE_OWNER_PASSWORD_CREDENTIALS_REQUEST",
          "JWT_AUTHORIZATION_GRANT" ->
          Optional.of(ISSUING);
      case "IMPLICIT_HYBRID_TOKEN_RESPONSE",
          "TOKEN_RESPONSE",
          "SERVICE_ACCOUNT_TOKEN_RESPONSE",
          "TOKEN_REFRESH_RESPONSE",
          "BACKCHANNEL_TOKEN_RESPONSE",
          "DEVICE_TOKEN_RESPONSE",
          "RESOURCE_OWNER_PASSWORD_CREDENTIALS_RESPONSE" ->
          Optional.of(ISSUED);
      case "USERINFO_REQUEST", "IDENTITY_BROKERING_API" -> Optional.of(USING);
      case "REGISTER", "UPDATE" -> Optional.of(CHANGING);
      case "REGISTERED" -> Optional.of(MADE);
      case "UPDATED",
          "VIEW",
          "UNREGISTER",
          "PRE_AUTHORIZATION_REQUEST",
          "PRE_TOKEN_REQUEST",
          "TOKEN_REVOKE",
          "TOKEN_REVOKE_RESPONSE",
          "TOKEN_INTROSPECT",
          "LOGOUT_REQUEST",
          "SAML_AUTHN_REQUEST",
          "SAML_LOGOUT_REQUEST",
          // A refusal here would be called invalid_grant; the RESPONSE event follows at once.
          "TOKEN_REQUEST",
          "DEVICE_TOKEN_REQUEST" ->
          Optional.of(PASSING);
      default -> Optional.empty();
    };
  }
}
