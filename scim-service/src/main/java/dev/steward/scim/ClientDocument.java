package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.delivery.KnownClient;
import dev.steward.delivery.KnownClient.Credential;
import dev.steward.identity.Identity.Client;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the client of an identity, and what Keycloak was last seen to hold for it. */
final class ClientDocument {

  private ClientDocument() {}

  static void putCore(ObjectNode document, KnownClient held) {
    IdentityDocument.putAll(
        document, "roles", held.roles().stream().map(role -> ScimJson.object().put("value", role)));
    IdentityDocument.putAll(
        document,
        "entitlements",
        Stream.concat(
            entitlements("default", held.scopes()),
            entitlements("optional", held.optionalScopes())));
  }

  private static Stream<ObjectNode> entitlements(String type, List<String> scopes) {
    return scopes.stream().map(scope -> ScimJson.object().put("value", scope).put("type", type));
  }

  static void putGovernance(
      ObjectNode document, @Nullable Client client, @Nullable KnownClient held) {
    if (client == null) {
      return;
    }
    ObjectNode named =
        document.putObject("client").put("realm", client.realm()).put("id", client.uuid());
    if (held != null) {
      named.put("clientId", held.clientId());
      IdentityDocument.putAll(
          document, "credentials", held.credentials().stream().map(ClientDocument::credential));
    }
  }

  private static ObjectNode credential(Credential credential) {
    ObjectNode document = ScimJson.object().put("type", Words.of(credential.type()));
    IdentityDocument.put(document, "since", credential.since());
    return document;
  }
}
