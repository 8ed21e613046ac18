package dev.steward.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A realm of the test server, with a client that plays the registry. */
final class TestRealm {

  private final String name;
  private final RealmAdmin admin = GateServer.server().admin();

  private TestRealm(String name) {
    this.name = name;
  }

  /** A realm of this name, without what an earlier one left. */
  static TestRealm fresh(String name) {
    TestRealm realm = new TestRealm(name);
    realm.admin.delete("/" + name);
    realm.admin.must(
        "POST",
        "",
        Map.of(
            "realm",
            name,
            "enabled",
            true,
            "sslRequired",
            "none",
            "eventsEnabled",
            true,
            "accessTokenLifespan",
            300));
    realm.admin.must(
        "PUT",
        "/" + name + "/events/config",
        Map.of(
            "eventsEnabled",
            true,
            "enabledEventTypes",
            List.of("CLIENT_LOGIN_ERROR", "PERMISSION_TOKEN_ERROR")));
    TestClient registry = realm.client("the-registry", Map.of());
    realm.giveRole(registry, "realm-management", "steward-registry");
    return realm;
  }

  String name() {
    return name;
  }

  RealmAdmin admin() {
    return admin;
  }

  /** Makes a confidential client that may do everything on its own. */
  TestClient client(String clientId, Map<String, ?> more) {
    Map<String, Object> representation = new LinkedHashMap<>();
    representation.put("clientId", clientId);
    representation.put("secret", TestClient.SECRET);
    representation.put("serviceAccountsEnabled", true);
    representation.put("directAccessGrantsEnabled", true);
    representation.put("redirectUris", List.of("http://127.0.0.1/cb"));
    // Since 26.6.2 introspection is for those in the token's audience.
    representation.put("protocolMappers", List.of(audience(clientId)));
    representation.putAll(more);
    return new TestClient(this, clientId, admin.create("/" + name + "/clients", representation));
  }

  /** Makes a client and gives it the permit. */
  TestClient permitted(String clientId, Map<String, ?> more) {
    TestClient client = client(clientId, more);
    client.hold(PermitDraft.of(client));
    return client;
  }

  String user(String username) {
    return admin.create(
        "/" + name + "/users",
        Map.of(
            "username",
            username,
            "enabled",
            true,
            "email",
            username + "@example.org",
            "emailVerified",
            true,
            "firstName",
            username,
            "lastName",
            "Example",
            "credentials",
            List.of(Map.of("type", "password", "value", username, "temporary", false))));
  }

  void giveRole(TestClient client, String owner, String role) {
    String user =
        admin.must("GET", client.path() + "/service-account-user", null).path("id").asText();
    String ownerId = clientId(owner);
    JsonNode found =
        admin.must("GET", "/%s/clients/%s/roles/%s".formatted(name, ownerId, role), null);
    admin.must(
        "POST",
        "/%s/users/%s/role-mappings/clients/%s".formatted(name, user, ownerId),
        List.of(found));
  }

  /** Makes a client scope that tokens show, with a mapper of its own. */
  String scope(String scope) {
    return scope(scope, true);
  }

  /** The same, and tokens do not show it. */
  String silentScope(String scope) {
    return scope(scope, false);
  }

  private String scope(String scope, boolean shown) {
    return admin.create(
        "/" + name + "/client-scopes",
        Map.of(
            "name",
            scope,
            "protocol",
            "openid-connect",
            "attributes",
            Map.of("include.in.token.scope", String.valueOf(shown)),
            "protocolMappers",
            List.of(
                Map.of(
                    "name", "marks",
                    "protocol", "openid-connect",
                    "protocolMapper", "oidc-hardcoded-claim-mapper",
                    "config",
                        Map.of(
                            "claim.name", "mark-of-" + scope.replace(':', '-'),
                            "claim.value", "here",
                            "access.token.claim", "true",
                            "id.token.claim", "true")))));
  }

  void addScope(TestClient client, String kind, String scopeId) {
    admin.must("PUT", client.path() + "/" + kind + "-client-scopes/" + scopeId, null);
  }

  String clientId(String clientId) {
    return admin
        .must("GET", "/%s/clients?clientId=%s".formatted(name, clientId), null)
        .path(0)
        .path("id")
        .asText();
  }

  Answer deliver(TestClient client, String sealed) {
    return gate("PUT", "/clients/" + client.uuid() + "/permit", "application/jose", sealed);
  }

  Answer gate(String method, String path) {
    return gate(method, path, "application/json", null);
  }

  /** Calls the gate's endpoint as the registry. */
  Answer gate(String method, String path, String type, @Nullable String body) {
    return gateAs(registryToken(), method, path, type, body);
  }

  Answer gateAs(
      @Nullable String token, String method, String path, String type, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create(GateServer.server().url() + "/admin/realms/" + name + "/steward" + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return RealmAdmin.exchange(method, request, type, body);
  }

  String registryToken() {
    Answer answer =
        post(
            "/protocol/openid-connect/token",
            Map.of(
                "grant_type", "client_credentials",
                "client_id", "the-registry",
                "client_secret", TestClient.SECRET));
    return answer.body().path("access_token").asText();
  }

  Answer post(String path, Map<String, String> form) {
    return post(path, form, Map.of());
  }

  Answer post(String path, Map<String, String> form, Map<String, String> headers) {
    return RealmAdmin.form(uri(path), form, headers);
  }

  Answer userinfo(String token) {
    return RealmAdmin.exchange(
        "GET",
        HttpRequest.newBuilder(uri("/protocol/openid-connect/userinfo"))
            .header("Authorization", "Bearer " + token),
        "application/json",
        null);
  }

  URI uri(String path) {
    return URI.create(GateServer.server().url() + "/realms/" + name + path);
  }

  /** The newest error events of a client. */
  JsonNode errorEvents(String clientId) {
    return admin.must("GET", "/%s/events?client=%s&max=5".formatted(name, clientId), null);
  }

  static Map<String, Object> audience(String clientId) {
    return Map.of(
        "name", "audience",
        "protocol", "openid-connect",
        "protocolMapper", "oidc-audience-mapper",
        "config", Map.of("included.client.audience", clientId, "access.token.claim", "true"));
  }
}
