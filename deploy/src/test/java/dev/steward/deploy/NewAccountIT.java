package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.RealmAdmin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Somebody of a feed whose account in Keycloak is deleted, and who gets another one there. */
class NewAccountIT {

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String GOVERNANCE =
      "urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity";

  private final RunningStack stack = RunningStack.get();
  private final RealmAdmin admin = stack.site().admin();
  private final Registry registry = stack.site().registry();
  private final String name =
      "anew." + DemoEnv.randomSecret().substring(0, 6).toLowerCase(java.util.Locale.ROOT);

  @Test
  void isWhoTheyWereOnceKeycloakKnowsThatTheAddressIsTheirs() {
    account(true);
    String person = fed();
    String agent = owned();
    assertThat(owner(agent).path("value").asText()).isEqualTo(person);

    admin.must("DELETE", "/demo/users/" + stack.realm().personId(name), null);
    awaitEvent(agent, "BeginHandOver");

    account(false);
    assertThat(questionsAnswered()).isTrue();
    assertThat(events(agent)).doesNotContain("EndHandOver");
    assertThat(linked(person)).isFalse();

    admin.must("PUT", "/demo/users/" + stack.realm().personId(name), Map.of("emailVerified", true));
    awaitEvent(agent, "EndHandOver");

    assertThat(linked(person)).isTrue();
    assertThat(owner(agent).path("value").asText()).isEqualTo(person);
    assertThat(owner(agent).path("accepted").asBoolean()).isTrue();
    Registry.mustBeOk(
        "Accepting once more",
        registry.accept(agent, stack.site().tokens().ofPerson(name, Registry.DECIDE)));
    assertThat(owner(agent).path("value").asText()).isEqualTo(person);
    assertThat(stack.ledgerIsValid()).isTrue();
  }

  /** Whether the registry takes the new account for anybody. */
  private boolean questionsAnswered() {
    return registry
            .get("/ownership/questions", stack.site().tokens().ofPerson(name, Registry.DECIDE))
            .status()
        == 200;
  }

  private void account(boolean verified) {
    ObjectNode user =
        DemoRealm.JSON
            .createObjectNode()
            .put("username", name)
            .put("email", name + "@example.org")
            .put("emailVerified", verified)
            .put("firstName", "Anne")
            .put("lastName", "New")
            .put("enabled", true);
    user.putArray("credentials")
        .addObject()
        .put("type", "password")
        .put("value", stack.site().env().password(name))
        .put("temporary", false);
    String id = admin.create("/demo/users", user);
    admin.must(
        "POST",
        "/demo/users/" + id + "/role-mappings/realm",
        List.of(admin.must("GET", "/demo/roles/reviewer", null)));
  }

  private String fed() {
    return Registry.mustBeOk(
            "Telling of " + name,
            registry.post(
                "/scim/v2/Users",
                provisioning(),
                DemoRealm.JSON.valueToTree(
                    Map.of(
                        "schemas",
                        List.of("urn:ietf:params:scim:schemas:core:2.0:User"),
                        "userName",
                        name,
                        "active",
                        true,
                        "emails",
                        List.of(Map.of("value", name + "@example.org", "primary", true))))))
        .body()
        .path("id")
        .asText();
  }

  private String owned() {
    String agent =
        Registry.mustBeOk(
                "Registering",
                registry.post(
                    "/scim/v2/Agents",
                    provisioning(),
                    DemoRealm.JSON.valueToTree(
                        Map.of(
                            "schemas",
                            List.of("urn:ietf:params:scim:schemas:core:2.0:Agent", GOVERNANCE),
                            "agentUserName",
                            "agent of " + name,
                            "active",
                            true,
                            GOVERNANCE,
                            Map.of("owners", List.of(Map.of("value", name)))))))
            .body()
            .path("id")
            .asText();
    Registry.mustBeOk(
        "Accepting", registry.accept(agent, stack.site().tokens().ofPerson(name, Registry.DECIDE)));
    return agent;
  }

  private JsonNode owner(String agent) {
    return registry
        .get("/scim/v2/Agents/" + agent, provisioning())
        .body()
        .path(GOVERNANCE)
        .path("owners")
        .path(0);
  }

  private boolean linked(String person) {
    return read("/ledger?event=PersonLinked").findValuesAsText("person").contains(person);
  }

  private List<String> events(String agent) {
    return read("/ledger?identity=" + agent).findValuesAsText("event");
  }

  private void awaitEvent(String agent, String event) {
    Patience.until(
        event, SOON, () -> Optional.of(events(agent)).filter(events -> events.contains(event)));
  }

  private JsonNode read(String path) {
    return Registry.mustBeOk(
            "Reading " + path,
            registry.get(path, stack.site().tokens().ofPerson("carol", "evidence:read")))
        .body()
        .path("entries");
  }

  private String provisioning() {
    return stack.site().tokens().ofClient(DemoRealm.PROVISIONING);
  }
}
