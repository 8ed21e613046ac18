package dev.steward.keycloak;

import static dev.steward.keycloak.GateAssertions.accessToken;
import static dev.steward.keycloak.GateAssertions.issued;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.identity.Identity.Intent;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateResourceIT {

  private TestRealm realm;

  @BeforeAll
  void start() {
    realm = TestRealm.fresh("endpoint");
  }

  @Test
  void withoutATokenNobodyEnters() {
    assertThat(realm.gateAs(null, "GET", "/posture", "application/json", null).status())
        .isEqualTo(401);
  }

  @Test
  void withoutTheRoleNobodyEntersNotEvenTheRealmsAdministrator() {
    TestClient other = realm.client("realm-admin", Map.of());
    realm.giveRole(other, "realm-management", "realm-admin");

    Answer answer =
        realm.gateAs(accessToken(other.token()), "GET", "/posture", "application/json", null);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    assertThat(answer.body().path("detail").asText()).contains("steward-registry");
  }

  @Test
  void theRoleOfAnotherRealmDoesNotCount() {
    TestRealm other = TestRealm.fresh("elsewhere");

    Answer answer =
        realm.gateAs(other.registryToken(), "GET", "/posture", "application/json", null);

    assertThat(answer.status()).isIn(401, 403);
  }

  @Test
  void theSamePermitTwiceIsHeldOnce() {
    TestClient client = realm.client("twice", Map.of());
    String sealed = PermitDraft.of(client).sealed();

    assertThat(realm.deliver(client, sealed).status()).isEqualTo(204);
    assertThat(realm.deliver(client, sealed).status()).isEqualTo(204);
    assertThat(client.attribute("steward.version")).isEqualTo("1");
  }

  @Test
  void anOlderPermitIsSuperseded() {
    TestClient client = realm.client("older", Map.of());
    client.hold(PermitDraft.of(client).version(5));

    Answer answer = realm.deliver(client, PermitDraft.of(client).version(4).sealed());

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().path("held").asLong()).isEqualTo(5);
  }

  @Test
  void aPermitForAClientThatIsGoneIsNotFound() {
    TestClient client = realm.client("gone", Map.of());
    realm.admin().must("DELETE", client.path(), null);

    assertThat(realm.deliver(client, PermitDraft.of(client).sealed()).status()).isEqualTo(404);
  }

  @Test
  void aPermitForAnotherClientIsRefused() {
    TestClient one = realm.client("one", Map.of());
    TestClient another = realm.client("another", Map.of());

    Answer answer = realm.deliver(another, PermitDraft.of(one).sealed());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    assertThat(answer.body().path("reason").asText()).isEqualTo("WRONG_CLIENT");
  }

  @Test
  void aPermitThatAStrangerSealedIsRefused() {
    TestClient client = realm.client("stranger", Map.of());

    Answer answer = realm.deliver(client, PermitDraft.of(client).sealed(TestRegistry.freshKey()));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("reason").asText()).isEqualTo("SEAL_BROKEN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not a permit", "a.b.c", "e30.e30.e30"})
  void whatIsNoPermitIsRefusedInWords(String text) {
    TestClient client = realm.client("nonsense-" + text.hashCode(), Map.of());

    Answer answer = realm.deliver(client, text);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("detail").asText()).isNotEmpty();
  }

  @Test
  void aBodyBeyondAllMeasureIsRefused() {
    TestClient client = realm.client("large", Map.of());

    assertThat(realm.deliver(client, "x".repeat(100_000)).status()).isEqualTo(413);
  }

  @Test
  void aRevokedClientLosesItsSecretItsKeysAndItsRegistrationToken() {
    TestClient client =
        realm.client(
            "revoked",
            Map.of(
                "attributes", Map.of("use.jwks.string", "true", "jwks.string", "{\"keys\":[]}")));
    realm.admin().must("POST", client.path() + "/registration-access-token", null);
    client.hold(PermitDraft.of(client).version(2).intent(Intent.REVOKED));

    JsonNode receipt = realm.gate("GET", "/clients/" + client.uuid() + "/receipt").body();
    assertThat(receipt.path("action").asText()).isEqualTo("DESTROY");
    assertThat(receipt.path("version").asLong()).isEqualTo(2);
    assertThat(receipt.path("done").toString())
        .contains("DISABLED", "NOT_BEFORE_SET", "SECRET_REPLACED", "KEYS_REMOVED")
        .contains("REGISTRATION_TOKEN_REMOVED");
    assertThat(receipt.path("found").path("keys").asText()).isEqualTo("jwks");

    JsonNode after = client.representation();
    assertThat(after.path("enabled").asBoolean()).isFalse();
    assertThat(after.path("attributes").has("jwks.string")).isFalse();
    String secret =
        realm.admin().get(client.path() + "/client-secret").body().path("value").asText();
    assertThat(secret).isNotEqualTo(TestClient.SECRET).hasSizeGreaterThan(40);
    assertThat(receipt.toString()).doesNotContain(secret).doesNotContain(TestClient.SECRET);
  }

  @Test
  void aRevokedClientNeverComesBack() {
    TestClient client = realm.client("never-back", Map.of());
    client.hold(PermitDraft.of(client).version(2).intent(Intent.REVOKED));
    client.hold(PermitDraft.of(client).version(3));

    assertThat(client.representation().path("enabled").asBoolean()).isFalse();
  }

  @Test
  void stoppingTwiceFindsNothingLeftToDo() {
    TestClient client = realm.client("stop-twice", Map.of());

    JsonNode first = realm.gate("POST", "/clients/" + client.uuid() + "/stop").body();
    JsonNode second = realm.gate("POST", "/clients/" + client.uuid() + "/stop").body();

    assertThat(first.path("action").asText()).isEqualTo("STOP");
    assertThat(first.path("found").path("enabled").asBoolean()).isTrue();
    assertThat(first.path("done").toString()).contains("DISABLED");
    assertThat(second.path("done").size()).isZero();
    assertThat(realm.gate("GET", "/clients/" + client.uuid() + "/receipt").body()).isEqualTo(first);
  }

  @Test
  void destroyingTwiceFindsNothingLeftToDo() {
    TestClient client = realm.client("destroy-twice", Map.of());

    realm.gate("POST", "/clients/" + client.uuid() + "/destroy");
    Answer second = realm.gate("POST", "/clients/" + client.uuid() + "/destroy");

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body().path("done").size()).isZero();
  }

  @Test
  void whatOthersDisabledIsNotRestored() {
    TestClient client = realm.client("disabled-by-others", Map.of("enabled", false));
    client.hold(PermitDraft.of(client));

    assertThat(client.representation().path("enabled").asBoolean()).isFalse();
  }

  @Test
  void tokensFromBeforeAStopStayDeadAlsoWhereOthersHadDisabledTheClient() {
    TestClient client = realm.permitted("stopped-while-disabled", Map.of());
    String token = accessToken(client.token());
    enable(client, false);
    client.hold(PermitDraft.of(client).version(2).intent(Intent.SUSPENDED));

    JsonNode receipt = realm.gate("GET", "/clients/" + client.uuid() + "/receipt").body();
    assertThat(receipt.path("found").path("enabled").asBoolean()).isFalse();
    assertThat(receipt.path("done").toString()).isEqualTo("[\"NOT_BEFORE_SET\"]");

    client.hold(PermitDraft.of(client).version(3));
    assertThat(client.representation().path("enabled").asBoolean()).isFalse();
    enable(client, true);
    assertThat(client.introspect(token).body().path("active").asBoolean()).isFalse();
  }

  @Test
  void aStopLeavesALaterNotBeforeAsItIs() {
    int far = Integer.MAX_VALUE - 1;
    TestClient client = realm.client("late", Map.of("notBefore", far));

    client.hold(PermitDraft.of(client).version(2).intent(Intent.SUSPENDED));

    assertThat(client.representation().path("notBefore").asInt()).isEqualTo(far);
  }

  private void enable(TestClient client, boolean enabled) {
    realm.admin().must("PUT", client.path(), client.representation().put("enabled", enabled));
  }

  @Test
  void aRepeatedPermitDoesNotUndoAStop() {
    TestClient client = realm.permitted("stop-stays", Map.of());
    realm.gate("POST", "/clients/" + client.uuid() + "/stop");
    client.hold(PermitDraft.of(client));

    assertThat(client.token().status()).isEqualTo(401);

    client.hold(PermitDraft.of(client).version(2));
    assertThat(client.token()).satisfies(issued());
  }

  @Test
  void aClientThatWasNeverStoppedHasNoReceipt() {
    TestClient client = realm.permitted("no-receipt", Map.of());

    Answer answer = realm.gate("GET", "/clients/" + client.uuid() + "/receipt");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
  }
}
