package dev.steward.keycloak;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/**
 * A client as the database has it, read together with others and past Keycloak's cache.
 *
 * @param createdAt milliseconds, where this Keycloak keeps them
 * @param registered whether it holds a registration access token, as those have that registered
 *     themselves
 * @param attributes those that the inventory looks at
 */
record ClientRow(
    String uuid,
    String clientId,
    @Nullable String name,
    @Nullable String description,
    boolean enabled,
    @Nullable String authenticator,
    @Nullable String protocol,
    boolean publicClient,
    Flows flows,
    boolean registered,
    @Nullable Long createdAt,
    Map<String, String> attributes) {

  ClientRow {
    attributes = Map.copyOf(attributes);
  }

  ClientRow with(Map<String, String> found) {
    return new ClientRow(
        uuid,
        clientId,
        name,
        description,
        enabled,
        authenticator,
        protocol,
        publicClient,
        flows,
        registered,
        createdAt,
        found);
  }

  boolean on(String attribute) {
    return Boolean.parseBoolean(attributes.get(attribute));
  }

  /** A client of no protocol is taken for one of OpenID Connect at the token endpoint. */
  boolean speaksOpenIdConnect() {
    return speaks(OIDCLoginProtocol.LOGIN_PROTOCOL);
  }

  boolean speaks(@Nullable String language) {
    return (protocol == null ? OIDCLoginProtocol.LOGIN_PROTOCOL : protocol).equals(language);
  }

  /**
   * The switches of the ways to a token that Keycloak keeps outside the attributes.
   *
   * @param consent whether people are asked first, which nobody can be who sends a password
   */
  record Flows(
      boolean bearerOnly,
      boolean serviceAccount,
      boolean password,
      boolean standard,
      boolean implicit,
      boolean consent) {}
}
