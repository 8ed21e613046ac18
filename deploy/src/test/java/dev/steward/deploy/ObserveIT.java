package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a site that only observes is told, held against what enforcing does. */
@TestInstance(Lifecycle.PER_CLASS)
class ObserveIT {

  private static final String GOVERNANCE =
      "urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity";
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int TIMES = 7;

  private final RunningStack stack = RunningStack.get();
  private final RealmAdmin admin = stack.site().admin();
  private final Registry registry = stack.site().registry();
  private final String secret = DemoEnv.randomSecret();

  @BeforeAll
  void theSiteOnlyObserves() {
    restart("mode=observe");
  }

  @AfterAll
  void theSiteIsAsBefore() {
    stack.stopKeycloak();
    stack.startKeycloak();
  }

  @Test
  void itIsToldOfWhatEnforcingStopsAndOfNothingElse() {
    String shadow = "unknown-" + UUID.randomUUID().toString().substring(0, 8);
    String narrow = "narrow-" + UUID.randomUUID().toString().substring(0, 8);
    String fit = "fit-" + UUID.randomUUID().toString().substring(0, 8);
    String unknown = client(shadow);
    String refused = client(narrow);
    String covered = client(fit);
    register(narrow, refused, "authorization_code");
    register(fit, covered, "client_credentials");
    awaitHeld(refused);
    awaitHeld(covered);

    for (int i = 0; i < TIMES; i++) {
      for (String name : List.of(shadow, narrow, fit)) {
        assertThat(ask(name).status()).as(name).isEqualTo(200);
      }
    }

    JsonNode told = observed(refused);
    assertThat(told.toString()).contains("GRANT_NOT_ALLOWED").doesNotContain("UNREGISTERED");
    assertThat(counted(told)).isEqualTo(TIMES);
    JsonNode toldOfTheShadow = observed(unknown);
    assertThat(toldOfTheShadow.toString()).contains("UNREGISTERED");
    assertThat(counted(toldOfTheShadow)).isEqualTo(TIMES);
    assertThat(all().stream().map(one -> one.path("client").asText())).doesNotContain(covered);
    assertThat(shadowLine(unknown).path("wouldHaveDenied").asInt()).isEqualTo(TIMES);

    restart("mode=enforce", "unregistered=enforce");
    assertThat(ask(fit).status()).isEqualTo(200);
    assertThat(refusal(ask(narrow))).startsWith("GRANT_NOT_ALLOWED");
    assertThat(refusal(ask(shadow))).startsWith("UNREGISTERED");
  }

  private void restart(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("registry-url=" + stack.site().service());
    all.add("push-every=PT5S");
    stack.stopKeycloak();
    stack.startKeycloak(all);
  }

  private String client(String name) {
    ObjectNode client =
        DemoRealm.JSON
            .createObjectNode()
            .put("clientId", name)
            .put("secret", secret)
            .put("serviceAccountsEnabled", true)
            .put("standardFlowEnabled", true);
    client.putArray("redirectUris").add("https://example.org/*");
    return admin.create("/demo/clients", client);
  }

  private void register(String name, String client, String grant) {
    JsonNode account =
        DemoRealm.JSON.valueToTree(
            Map.of(
                "schemas",
                List.of("urn:ietf:params:scim:schemas:core:2.0:Agent", GOVERNANCE),
                "agentUserName",
                name,
                "displayName",
                name,
                "active",
                true,
                GOVERNANCE,
                Map.of(
                    "owners",
                    List.of(Map.of("value", "alice", "role", "owner")),
                    "client",
                    Map.of("realm", DemoRealm.NAME, "id", client),
                    "allowance",
                    Map.of(
                        "grants",
                        List.of(grant),
                        "scopes",
                        List.of("basic", "roles", "profile", "email", "service_account")))));
    Registry.mustBeOk(
        "Registering " + name,
        registry.post(
            "/scim/v2/Agents",
            stack.site().tokens().ofClient(DemoRealm.PROVISIONING, "scim:write"),
            account));
  }

  private void awaitHeld(String client) {
    Patience.until(
        "a permit on " + client,
        SOON,
        () ->
            Optional.of(admin.must("GET", "/demo/clients/" + client, null))
                .filter(one -> one.path("attributes").has("steward.permit")));
  }

  /** As soon as all that was asked for is counted. */
  private JsonNode observed(String client) {
    return Patience.until(
        "what was observed of " + client,
        SOON,
        () ->
            all().stream()
                .filter(one -> one.path("client").asText().equals(client))
                .filter(one -> counted(one) >= TIMES)
                .findFirst());
  }

  private List<JsonNode> all() {
    List<JsonNode> all = new ArrayList<>();
    String after = "";
    do {
      JsonNode page =
          Registry.mustBeOk(
                  "Reading what was observed",
                  registry.get("/reports/would-have-denied?limit=200&after=" + after, reports()))
              .body();
      page.path("clients").forEach(all::add);
      after = page.path("next").asText("");
    } while (!after.isEmpty() && !after.equals("null"));
    return all;
  }

  private JsonNode shadowLine(String client) {
    String after = "";
    do {
      JsonNode page =
          Registry.mustBeOk(
                  "Reading the shadows",
                  registry.get("/reports/shadows?limit=200&after=" + after, reports()))
              .body();
      for (JsonNode one : page.path("shadows")) {
        if (one.path("client").asText().equals(client)) {
          return one;
        }
      }
      after = page.path("next").asText("");
    } while (!after.isEmpty() && !after.equals("null"));
    throw new AssertionError("no shadow " + client);
  }

  private static long counted(JsonNode observed) {
    return observed.path("wouldHaveDenied").asLong();
  }

  private String reports() {
    return stack.site().tokens().ofPerson("carol", "reports:read");
  }

  private Answer ask(String name) {
    return stack.site().tokens().ask(name, secret);
  }

  private static String refusal(Answer answer) {
    return answer.body().path("error_description").asText();
  }
}
