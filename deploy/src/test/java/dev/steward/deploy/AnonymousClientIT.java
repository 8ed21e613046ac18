package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Clients that registered themselves without showing anything, where the realm lets them. */
@TestInstance(Lifecycle.PER_CLASS)
class AnonymousClientIT extends MessySite {

  private static final String TYPE =
      "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy";

  private final List<JsonNode> before = new ArrayList<>();

  @BeforeEach
  void theRealmTrustsThisMachine() {
    for (JsonNode policy : admin.must("GET", "/demo/components?type=" + TYPE, null)) {
      ObjectNode open = policy.deepCopy();
      switch (policy.path("providerId").asText()) {
        case "trusted-hosts" ->
            open.putObject("config")
                .putPOJO("trusted-hosts", List.of("127.0.0.1", "localhost"))
                .putPOJO("host-sending-registration-request-must-match", List.of("true"))
                .putPOJO("client-uris-must-match", List.of("false"));
        case "max-clients" -> open.putObject("config").putPOJO("max-clients", List.of("100000"));
        default -> {
          continue;
        }
      }
      before.add(policy);
      put(open);
    }
    assertThat(before).hasSize(2);
  }

  @AfterEach
  void andNoLonger() {
    before.forEach(this::put);
  }

  private void put(JsonNode policy) {
    admin.must("PUT", "/demo/components/" + policy.path("id").asText(), policy);
  }

  @Test
  void areListedWithAllThatAnybodyKnowsAboutThemUntilTheyGo() {
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Answer made =
        register(
            "POST",
            "/openid-connect",
            null,
            Map.of(
                "client_name", "Came without a word",
                "redirect_uris", List.of("http://127.0.0.1/cb"),
                "grant_types", List.of("authorization_code", "client_credentials")));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    String name = made.body().path("client_id").asText();

    JsonNode shadow = Patience.until("the client on the list", ONE_WALK, () -> listed(name));

    JsonNode created = shadow.path("created");
    assertThat(created.path("how").asText()).isEqualTo("dynamic-registration");
    assertThat(Instant.parse(created.path("at").asText())).isBetween(start, Instant.now());
    assertThat(created.has("user") || created.has("userName") || created.has("client")).isFalse();
    assertThat(set(shadow.path("actsBy"))).containsExactly(CREDENTIALS);
    assertThat(set(shadow.path("flags"))).contains("registered-itself");
    assertThat(shadow.path("kind").asText()).isEqualTo("AI_AGENT");
    assertThat(shadow.toString()).doesNotContain(made.body().path("client_secret").asText());

    Answer gone =
        register(
            "DELETE",
            "/openid-connect/" + name,
            made.body().path("registration_access_token").asText(),
            null);
    assertThat(gone.status()).as(gone.toString()).isEqualTo(204);
    Patience.until(
        "the client off the list",
        ONE_WALK,
        () -> listed(name).isPresent() ? Optional.empty() : Optional.of(true));
  }

  private Optional<JsonNode> listed(String name) {
    return Optional.ofNullable(byName(shadows()).get(name));
  }

  private Answer register(
      String method, String path, @Nullable String token, @Nullable Map<String, Object> client) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create(stack.site().keycloak() + "/realms/demo/clients-registrations" + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return RealmAdmin.exchange(
        method,
        request,
        "application/json",
        client == null ? null : DemoRealm.JSON.valueToTree(client).toString());
  }
}
