package dev.steward.keycloak;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.RealmAdmin.Answer;
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
    return realm.post(
        "/protocol/openid-connect/token/introspect",
        Map.of("client_id", clientId, "client_secret", SECRET, "token", token));
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

  /** Writes an attribute as somebody would who edits clients behind the guard's back. */
  void smuggle(String attribute, @Nullable String value) {
    ObjectNode copy = representation();
    copy.remove("id");
    ObjectNode attributes = copy.withObject("/attributes");
    if (value == null) {
      attributes.remove(attribute);
    } else {
      attributes.put(attribute, value);
    }
    realm.replace(this, copy);
  }

  String attribute(String name) {
    return representation().path("attributes").path(name).asText();
  }

  String path() {
    return "/%s/clients/%s".formatted(realm.name(), uuid);
  }
}
