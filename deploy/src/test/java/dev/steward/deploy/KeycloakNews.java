package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.RealmAdmin;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What happens in Keycloak and has to be known in the registry, by whichever way the word of it
 * goes.
 */
abstract class KeycloakNews {

  final RunningStack stack = RunningStack.get();
  private final RealmAdmin admin = stack.site().admin();

  /** How long the word may take. */
  abstract Duration soon();

  /** Starts Keycloak so that the word goes this way. */
  abstract void startKeycloak();

  @AfterEach
  void theOwnerIsBack() {
    enable(true);
  }

  @Test
  void anOwnerIsDisabled() {
    StoryAgent agent = agent();

    enable(false);

    Patience.until(
        "the orphan " + agent.name(),
        soon(),
        () ->
            orphan(agent).filter(found -> found.path("reason").asText().equals("owner-disabled")));
    Patience.until(
        "the hand-over of " + agent.name(),
        soon(),
        () -> Optional.of(agent.events()).filter(events -> events.contains("BeginHandOver")));
  }

  @Test
  void aClientIsMadeChangedAndRemoved() {
    StoryAgent shadow = StoryAgent.create(stack.site(), "news");
    awaitShadow(shadow, "");

    ObjectNode client = (ObjectNode) shadow.keycloakClient();
    client.put("description", "Not what it was");
    admin.must("PUT", "/demo/clients/" + shadow.client(), client);
    awaitShadow(shadow, "Not what it was");

    admin.must("DELETE", "/demo/clients/" + shadow.client(), null);
    Patience.until(
        "the shadow to be gone",
        soon(),
        () -> shadow(shadow).isPresent() ? Optional.empty() : Optional.of(true));
  }

  @Test
  void theClientOfAnIdentityIsRemoved() {
    StoryAgent agent = agent();

    admin.must("DELETE", "/demo/clients/" + agent.client(), null);

    awaitEvent(agent, "ClientGone");
    JsonNode orphan = Patience.until("the orphan " + agent.name(), soon(), () -> orphan(agent));
    assertThat(orphan.path("reasons").toString()).contains("environment-gone");
  }

  @Test
  void aPermitIsTamperedWith() throws IOException, InterruptedException {
    StoryAgent agent = agent();
    String permit = agent.permit();

    stack.stopKeycloak();
    stack.editKeycloaksDatabase(
        "update CLIENT_ATTRIBUTES set VALUE = '%s' where NAME = 'steward.permit' and CLIENT_ID = '%s'"
            .formatted(permit.substring(0, permit.length() - 4) + "AAAA", agent.client()));
    startKeycloak();

    assertThat(agent.ask().status()).isNotEqualTo(200);
    awaitEvent(agent, "PermitTampered");
    Patience.until(
        "a token for " + agent.name(),
        soon(),
        () -> Optional.of(agent.ask()).filter(answer -> answer.status() == 200));
    assertThat(agent.permit()).isEqualTo(permit);
  }

  private StoryAgent agent() {
    StoryAgent agent = StoryAgent.create(stack.site(), "news");
    agent.registerAndAccept(stack.realm());
    agent.awaitPermit();
    return agent;
  }

  private void awaitEvent(StoryAgent agent, String event) {
    Patience.until(
        event + " in the ledger",
        soon(),
        () -> Optional.of(agent.events()).filter(events -> events.contains(event)));
  }

  private void awaitShadow(StoryAgent agent, String description) {
    Patience.until(
        "the shadow " + agent.name() + " described " + description,
        soon(),
        () ->
            shadow(agent)
                .filter(
                    found ->
                        found.path("facts").path("description").asText("").equals(description)));
  }

  /** The line about its client, which is asked for alone. */
  private Optional<JsonNode> shadow(StoryAgent agent) {
    return Registry.mustBeOk(
            "Reading the shadows",
            stack
                .site()
                .registry()
                .get(
                    "/reports/shadows?limit=1&after=" + before(agent.client()),
                    stack.site().tokens().ofPerson("carol", "reports:read")))
        .body()
        .path("shadows")
        .valueStream()
        .filter(line -> line.path("client").asText().equals(agent.client()))
        .findFirst();
  }

  /** What comes right before a uuid in any order of texts. */
  private static String before(String uuid) {
    return uuid.substring(0, uuid.length() - 1);
  }

  private Optional<JsonNode> orphan(StoryAgent agent) {
    return Registry.mustBeOk(
            "Reading the orphan report",
            stack
                .site()
                .registry()
                .get(
                    "/reports/orphans?limit=1000&owner=" + stack.realm().personId(StoryAgent.OWNER),
                    stack.site().tokens().ofPerson("carol", "reports:read")))
        .body()
        .path("orphans")
        .valueStream()
        .filter(orphan -> orphan.path("identity").asText().equals(agent.id()))
        .findFirst();
  }

  private void enable(boolean enabled) {
    admin.must(
        "PUT",
        "/demo/users/" + stack.realm().personId(StoryAgent.OWNER),
        Map.of("enabled", enabled));
  }

  static final List<String> NOBODY_LOOKS =
      List.of(
          "STEWARD_DELIVERY_RECONCILE_EVERY=PT1H",
          "STEWARD_PEOPLE_REFRESH_EVERY=PT1H",
          "STEWARD_OWNERSHIP_LOOK_EVERY=PT1H");
}
