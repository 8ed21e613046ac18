package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.database.Database;
import dev.steward.delivery.Newcomers;
import dev.steward.identity.Identity;
import dev.steward.registry.IdentityRegistry;
import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MeTest {

  @Inject IdentityRegistry registry;
  @Inject Database database;

  @Test
  void tellsAnAgentItsDeadlineEarly() {
    Identity agent = agent();
    String clientId = listed(agent);
    ScimClient itself = new ScimClient(Tokens.service(clientId, "scim:me"));

    Answer me = itself.get("/Me");

    assertThat(me.status()).as(me.toString()).isEqualTo(200);
    assertThat(me.id()).isEqualTo(agent.id().toString());
    assertThat(me.governance().path("standing").textValue()).isEqualTo("good");
    assertThat(me.governance().path("reviewDue").textValue())
        .isEqualTo(agent.reviewDue().toString());
    assertThat(me.governance().path("goodUntil").textValue()).isNotBlank();
    assertThat(me.header("Location")).isEqualTo(itself.base() + "/Agents/" + agent.id());
    assertThat(me.header("Content-Location")).isEqualTo(me.header("Location"));
    assertThat(me.json().path("meta").path("location").textValue())
        .isEqualTo(me.header("Location"));
    assertThat(itself.get("/Me", "If-None-Match", me.header("ETag")).status()).isEqualTo(304);
    assertThat(itself.get("/Me?attributes=displayName").json().has("agentUserName")).isFalse();
  }

  /** The gate is asked about such a client alone, at once and not by everybody all the time. */
  @Test
  void isThereForAClientThatNoInventoryHasListedYet() {
    Identity agent = agent();
    String uuid = Objects.requireNonNull(agent.client()).uuid();
    String clientId = "client-" + UUID.randomUUID();
    KeycloakDouble.running()
        .gate(
            (method, path, body) ->
                path.endsWith("/clients/" + uuid) && method.equals("GET")
                    ? new KeycloakDouble.Answer(200, entry(uuid, clientId))
                    : method.equals("PUT")
                        ? new KeycloakDouble.Answer(204, "")
                        : new KeycloakDouble.Answer(404, "{}", "application/problem+json"));
    try {
      ScimClient itself = new ScimClient(Tokens.service(clientId, "scim:me"));
      await()
          .pollInterval(Newcomers.PAUSE)
          .untilAsserted(() -> assertThat(itself.get("/Me").status()).isEqualTo(200));

      assertThat(itself.get("/Me").id()).isEqualTo(agent.id().toString());
    } finally {
      KeycloakDouble.running().gate(KeycloakDouble.Gate.HOLDING);
    }
  }

  private static String entry(String uuid, String clientId) {
    return """
        {"uuid": "%s", "clientId": "%s", "enabled": true, "actsByItself": ["client_credentials"],
          "permit": {"state": "HELD", "version": 1}}
        """
        .formatted(uuid, clientId);
  }

  @Test
  void showsAnAgentNobodyElse() {
    Identity agent = agent();
    ScimClient itself = new ScimClient(Tokens.service(listed(agent), "scim:me"));

    assertThat(itself.get("/Agents").status()).isEqualTo(403);
    assertThat(itself.get("/Agents/" + agent.id()).status()).isEqualTo(403);
    assertThat(itself.patch("/Me", "{'op': 'replace', 'value': {'active': true}}").status())
        .isEqualTo(403);
    assertThat(itself.delete("/Me").status()).isEqualTo(403);
  }

  @Test
  void isChangedByWhoMayWrite() {
    Identity agent = agent();
    ScimClient itself = new ScimClient(Tokens.service(listed(agent), "scim:read scim:write"));

    Answer patched = itself.patch("/Me", "{'op': 'replace', 'path': 'displayName', 'value': 'I'}");
    assertThat(patched.json().path("displayName").textValue()).isEqualTo("I");
    assertThat(patched.header("Location")).endsWith("/Agents/" + agent.id());
    Answer replaced =
        itself.put(
            "/Me",
            "{'agentUserName': '%s', 'displayName': 'Me', 'owners': [{'value': '%s'}]}"
                .formatted(agent.profile().userName(), agent.owners().getFirst().person()));
    assertThat(replaced.json().path("displayName").textValue()).isEqualTo("Me");
    assertThat(itself.delete("/Me", "If-Match", "W/\"1\"").status()).isEqualTo(412);
    assertThat(itself.delete("/Me").status()).isEqualTo(204);
    assertThat(itself.get("/Me").status()).isEqualTo(404);
  }

  @Test
  void isThePersonWhoCalls() {
    String person = Sample.person();
    ScimClient himself = new ScimClient(Tokens.person(person, "scim:read scim:write"));

    Answer me = himself.get("/Me");

    assertThat(me.status()).as(me.toString()).isEqualTo(200);
    assertThat(me.id()).isEqualTo(person);
    assertThat(me.header("Location")).isEqualTo(himself.base() + "/Users/" + person);
  }

  @Test
  void saysWhatToDoWhenThereIsNobody() {
    String unlisted = "client-" + UUID.randomUUID();
    String listed = "client-" + UUID.randomUUID();
    String uuid = UUID.randomUUID().toString();
    list(listed, uuid);
    String stranger = UUID.randomUUID().toString();

    Answer notListed = new ScimClient(Tokens.service(unlisted, "scim:me")).get("/Me");
    Answer notRegistered = new ScimClient(Tokens.service(listed, "scim:me")).get("/Me");
    Answer notKnown = new ScimClient(Tokens.person(stranger, "scim:me")).get("/Me");

    assertRefused(notListed, unlisted);
    assertRefused(notRegistered, uuid);
    assertRefused(notKnown, stranger);
  }

  @Test
  void isNoPlaceToRegister() {
    Answer answer = ScimClient.allowed("scim:write").post("/Me", "{}");

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.json().path("detail").textValue()).isNotBlank();
  }

  private static void assertRefused(Answer answer, String named) {
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("schemas").path(0).textValue()).isEqualTo(Urn.ERROR);
    assertThat(answer.json().path("detail").textValue()).contains(named);
  }

  private Identity agent() {
    return registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();
  }

  /** Has the gate list the client of an identity, under a name. */
  private String listed(Identity identity) {
    String clientId = "client-" + UUID.randomUUID();
    list(clientId, Objects.requireNonNull(identity.client()).uuid());
    return clientId;
  }

  private void list(String clientId, String uuid) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database.update(
                    """
                    insert into known_client (realm, client_uuid, client_id, enabled,
                      acts_by_itself, permit_state, facts, first_seen, last_seen)
                    values (?, ?, ?, true, true, 'HELD', '{}', now(), now())
                    """,
                    KeycloakDouble.REALM,
                    uuid,
                    clientId));
  }
}
