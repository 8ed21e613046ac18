package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody gets who may change everything in the realm, and would get around the registry. */
class CheatingAdminIT {

  private static final Duration ONE_WALK = Duration.ofSeconds(90);
  private static final String PERMIT = "steward.permit";

  private final RunningStack stack = RunningStack.get();
  private final RealmAdmin admin = stack.site().admin();
  private final StoryAgent agent = StoryAgent.create(stack.site(), "cheated");

  @BeforeEach
  void anAgentThatWorks() {
    agent.registerAndAccept(stack.realm());
    agent.awaitPermit();
    assertThat(agent.ask().status()).isEqualTo(200);
  }

  @Test
  void cannotEditAPermit() {
    String permit = agent.permit();
    String edited = permit.substring(0, permit.length() - 1) + (permit.endsWith("A") ? "B" : "A");

    Answer answer = write(agent, PERMIT, edited);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(agent.permit()).isEqualTo(permit);
  }

  @Test
  void cannotDeleteAPermit() {
    String permit = agent.permit();

    Answer answer = write(agent, PERMIT, "");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(agent.permit()).isEqualTo(permit);
  }

  @Test
  void cannotPutAnOlderPermitBack() {
    String older = agent.permit();
    agent.suspend();
    agent.awaitPermit();

    Answer answer = write(agent, PERMIT, older);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(agent.ask().status()).isNotEqualTo(200);
  }

  @Test
  void cannotLendAPermitToAnotherClient() {
    Answer answer =
        admin.post(
            "/demo/clients",
            Map.of(
                "clientId",
                agent.name() + "-twin",
                "serviceAccountsEnabled",
                true,
                "attributes",
                Map.of(PERMIT, agent.permit(), "steward.version", "2")));

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void cannotSmuggleACopyInWithAnImport() {
    String twin = agent.name() + "-twin";
    String secret = DemoEnv.randomSecret();
    var copy =
        Map.of("clientId", twin, "secret", secret, "attributes", Map.of(PERMIT, agent.permit()));
    admin.must(
        "POST",
        "/demo/partialImport",
        Map.of("ifResourceExists", "FAIL", "clients", List.of(copy)));
    ObjectNode client =
        (ObjectNode) admin.must("GET", "/demo/clients?clientId=" + twin, null).path(0);
    client.put("serviceAccountsEnabled", true);
    admin.must("PUT", "/demo/clients/" + client.path("id").asText(), client);

    Answer answer = stack.site().tokens().ask(twin, secret);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("error_description").asText()).startsWith("WRONG_CLIENT:");
  }

  @Test
  void getsTheClientStoppedAgainAfterEnablingIt() {
    agent.suspend();
    agent.awaitPermit();
    ObjectNode client = (ObjectNode) agent.keycloakClient();
    assertThat(client.path("enabled").asBoolean()).isFalse();

    client.put("enabled", true);
    admin.must("PUT", "/demo/clients/" + agent.client(), client);

    assertThat(agent.ask().status()).isNotEqualTo(200);
    awaitEvent("ClientReenabled");
    Patience.until(
        "the client to be stopped again",
        ONE_WALK,
        () -> Optional.of(agent.keycloakClient()).filter(c -> !c.path("enabled").asBoolean()));
  }

  @Test
  void isFoundOutAfterDeletingTheClient() {
    admin.must("DELETE", "/demo/clients/" + agent.client(), null);

    awaitEvent("ClientGone");
  }

  private void awaitEvent(String event) {
    Patience.until(
        event + " in the ledger",
        ONE_WALK,
        () -> Optional.of(agent.events()).filter(events -> events.contains(event)));
  }

  private Answer write(StoryAgent agent, String attribute, String value) {
    ObjectNode client = (ObjectNode) agent.keycloakClient();
    ((ObjectNode) client.path("attributes")).put(attribute, value);
    return admin.put("/demo/clients/" + agent.client(), client);
  }
}
