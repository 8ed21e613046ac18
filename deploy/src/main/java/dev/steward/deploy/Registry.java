package dev.steward.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The registry's HTTP interface. */
final class Registry {

  /** What a person needs to accept ownership and to give verdicts. */
  static final String DECIDE = "reviews:decide";

  private final URI address;

  Registry(URI address) {
    this.address = address;
  }

  Answer get(String path, String token) {
    return send("GET", path, token, null);
  }

  Answer post(String path, String token, @Nullable JsonNode body) {
    return send("POST", path, token, body == null ? null : body.toString());
  }

  /** The public keys of its seal, as a JWKS. */
  String keys() {
    return open("the registry's keys", "/.well-known/steward-keys", "application/json");
  }

  /** What it counts, a line each. */
  List<String> metrics() {
    return open("the registry's metrics", "/q/metrics", "text/plain").lines().toList();
  }

  /** What anybody may read. */
  private String open(String what, String path, String type) {
    return mustBeOk(
            "Reading " + what,
            RealmAdmin.exchange(
                "GET", HttpRequest.newBuilder(URI.create(address + path)), type, null))
        .text();
  }

  /** A person says yes to answering for an identity. */
  Answer accept(String identity, String token) {
    return send("POST", "/identities/" + identity + "/acceptance", token, null);
  }

  /** Stops an identity, for now. */
  Answer suspend(String path, String token) {
    return send(
        "PATCH",
        path,
        token,
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
         "Operations": [{"op": "replace", "path": "active", "value": false}]}
        """);
  }

  /** Moves the registry's clock; it has one that moves only in demos and tests. */
  void travel(Duration fromRealTime) {
    mustBeOk(
        "Moving the registry's clock",
        RealmAdmin.exchange(
            "PUT",
            HttpRequest.newBuilder(URI.create(address + "/demo/clock")),
            "application/json",
            "{\"offset\":\"%s\"}".formatted(fromRealTime)));
  }

  private Answer send(String method, String path, String token, @Nullable String body) {
    String type = path.startsWith("/scim/") ? "application/scim+json" : "application/json";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Authorization", "Bearer " + token);
    return RealmAdmin.exchange(method, request, type, body);
  }

  static Answer mustBeOk(String what, Answer answer) {
    if (answer.status() / 100 != 2) {
      throw new Trouble("%s was refused: %s.".formatted(what, answer));
    }
    return answer;
  }
}
