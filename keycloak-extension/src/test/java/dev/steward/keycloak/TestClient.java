package dev.steward.keycloak;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of a test realm, with the secret {@value #SECRET}. */
record TestClient(TestRealm realm, String clientId, String uuid) {

  static final String SECRET = "a-secret-that-only-tests-know";

  /** Asks for a token by client credentials. */
  Answer token() {
    return token(Map.of("grant_type", "client_credentials"));
  }

  Answer token(Map<String, String> fields) {
    Map<String, String> form = new LinkedHashMap<>(fields);
    form.put("client_id", clientId);
    form.put("client_secret", SECRET);
    return realm.post("/protocol/openid-connect/token", form);
  }

  Answer introspect(String token) {
    return introspect(token, "access_token");
  }

  Answer introspect(String token, String hint) {
    return realm.post(
        "/protocol/openid-connect/token/introspect",
        Map.of(
            "client_id", clientId,
            "client_secret", SECRET,
            "token", token,
            "token_type_hint", hint));
  }

  /** Delivers a permit as the registry does, and insists. */
  void hold(PermitDraft permit) {
    Answer answer = realm.deliver(this, permit.sealed());
    if (answer.status() != 204) {
      throw new AssertionError("the permit was not taken: " + answer);
    }
  }

  ObjectNode representation() {
    return (ObjectNode) realm.admin().must("GET", path(), null);
  }

  /** Writes an attribute, or removes it, behind the guard's back. */
  void smuggle(String attribute, @Nullable String value) {
    Answer answer =
        RealmAdmin.exchange(
            "PUT",
            HttpRequest.newBuilder(realm.uri("/backdoor/%s/%s".formatted(uuid, attribute))),
            "text/plain",
            value == null ? "" : value);
    if (answer.status() != 204) {
      throw new AssertionError("the backdoor is shut: " + answer);
    }
  }

  String attribute(String name) {
    return representation().path("attributes").path(name).asText();
  }

  String path() {
    return "/%s/clients/%s".formatted(realm.name(), uuid);
  }
}
