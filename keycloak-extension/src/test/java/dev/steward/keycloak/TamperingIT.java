package dev.steward.keycloak;

import static dev.steward.keycloak.GateAssertions.issued;
import static dev.steward.keycloak.GateAssertions.refusedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.identity.Identity.Intent;
import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import dev.steward.permit.Decision.Reason;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What somebody achieves who may edit clients, or the client itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperingIT {

  private TestRealm realm;

  @BeforeAll
  void start() {
    realm = TestRealm.fresh("tampering");
  }

  @Test
  void aCopiedPermitIsRefused() {
    TestClient owner = realm.permitted("owner", Map.of());
    TestClient thief = realm.client("thief", Map.of());
    thief.smuggle("steward.permit", owner.attribute("steward.permit"));

    assertThat(thief.token()).satisfies(refusedFor(Reason.WRONG_CLIENT));
    assertThat(state(thief)).isEqualTo("WRONG_CLIENT");
  }

  @Test
  void anEditedPermitIsRefused() {
    TestClient client = realm.permitted("edited", Map.of());
    String text = client.attribute("steward.permit");
    client.smuggle("steward.permit", text.substring(0, text.length() - 6) + "AAAAAA");

    assertThat(client.token()).satisfies(refusedFor(Reason.SEAL_BROKEN));
    assertThat(state(client)).isEqualTo("BROKEN");
  }

  @Test
  void aPermitThatCameWithAnImportFromElsewhereGovernsNobody() {
    TestClient client = realm.client("from-elsewhere", Map.of());
    client.smuggle(
        "steward.permit", PermitDraft.of(client).lapsed().sealed(TestRegistry.freshKey()));

    assertThat(client.token()).satisfies(issued());
    assertThat(state(client)).isEqualTo("NONE");

    client.hold(PermitDraft.of(client).lapsed());
    assertThat(client.token()).satisfies(refusedFor(Reason.REVIEW_LAPSED));
    client.smuggle(
        "steward.permit", PermitDraft.of(client).version(9).sealed(TestRegistry.freshKey()));
    assertThat(client.token()).satisfies(refusedFor(Reason.SEAL_BROKEN));
  }

  @Test
  void aDeletedPermitIsMissedAndRedeliveringItHeals() {
    TestClient client = realm.permitted("deleted", Map.of());
    client.smuggle("steward.permit", null);

    assertThat(client.token()).satisfies(refusedFor(Reason.PERMIT_MISSING));
    assertThat(state(client)).isEqualTo("MISSING");

    client.hold(PermitDraft.of(client));
    assertThat(client.token()).satisfies(issued());
  }

  @Test
  void anOlderPermitPutBackIsRefused() {
    TestClient client = realm.permitted("rolled-back", Map.of());
    String older = client.attribute("steward.permit");
    client.hold(PermitDraft.of(client).version(2).grants("authorization_code"));
    client.smuggle("steward.permit", older);

    assertThat(client.token()).satisfies(refusedFor(Reason.ROLLED_BACK));
    assertThat(state(client)).isEqualTo("ROLLED_BACK");
  }

  @Test
  void aClientMadeAnewUnderTheSameIdDoesNotStartOver() {
    TestClient client = realm.client("reborn", Map.of());
    String approved = PermitDraft.of(client).sealed();
    client.hold(PermitDraft.of(client).version(2).intent(Intent.REVOKED));
    realm.admin().must("DELETE", client.path(), null);
    realm.client("reborn", Map.of("id", client.uuid()));

    assertThat(client.token()).satisfies(refusedFor(Reason.PERMIT_MISSING));
    assertThat(realm.deliver(client, approved).status()).isEqualTo(409);
  }

  @Test
  void aClientMadeAnewUnderTheSameNameIsRefusedUntilItIsRegistered() {
    TestClient client = realm.permitted("replaced", Map.of());
    realm.admin().must("DELETE", client.path(), null);
    TestClient successor = realm.client("replaced", Map.of());

    assertThat(successor.uuid()).isNotEqualTo(client.uuid());
    assertThat(successor.token()).satisfies(refusedFor(Reason.PERMIT_MISSING));
    assertThat(state(successor)).isEqualTo("MISSING");

    successor.hold(PermitDraft.of(successor));
    assertThat(successor.token()).satisfies(issued());
  }

  @Test
  void anImportThatOverwritesAClientDoesNotFreeItOfItsPermit() {
    TestClient client = realm.permitted("imported", Map.of());
    Map<String, ?> bare =
        Map.of("clientId", "imported", "secret", TestClient.SECRET, "serviceAccountsEnabled", true);

    realm
        .admin()
        .must(
            "POST",
            "/" + realm.name() + "/partialImport",
            Map.of("ifResourceExists", "OVERWRITE", "clients", List.of(bare)));
    JsonNode imported =
        realm.admin().must("GET", "/" + realm.name() + "/clients?clientId=imported", null).path(0);
    TestClient successor = new TestClient(realm, "imported", imported.path("id").asText());
    // An import leaves the service account out; an update of the client makes one.
    realm.admin().put(successor.path(), successor.representation());

    assertThat(successor.uuid()).isNotEqualTo(client.uuid());
    assertThat(successor.token()).satisfies(refusedFor(Reason.PERMIT_MISSING));
  }

  @Test
  void anAdministratorCannotWriteAPermitAttribute() {
    TestClient client = realm.permitted("administered", Map.of());
    ObjectNode representation = client.representation();
    representation.withObject("/attributes").put("steward.good-until", "2099-01-01T00:00:00Z");

    Answer answer = realm.admin().put(client.path(), representation);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("steward.good-until is written by the registry");
  }

  @Test
  void anAdministratorCannotRemoveAPermitAttribute() {
    TestClient client = realm.permitted("stripped", Map.of());
    ObjectNode representation = client.representation();
    representation.withObject("/attributes").put("steward.permit", "");

    assertThat(realm.admin().put(client.path(), representation).status()).isEqualTo(400);
    assertThat(client.token()).satisfies(issued());
  }

  @Test
  void anAdministratorEditsTheRestAsBefore() {
    TestClient client = realm.permitted("renamed", Map.of());
    ObjectNode representation = client.representation();
    representation.put("name", "A new name");

    assertThat(realm.admin().put(client.path(), representation).status()).isEqualTo(204);
    assertThat(client.token()).satisfies(issued());
  }

  @Test
  void aNewClientCannotBringAPermitAlong() {
    Answer answer =
        realm
            .admin()
            .post(
                "/" + realm.name() + "/clients",
                Map.of("clientId", "bringer", "attributes", Map.of("steward.permit", "forged")));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("steward.permit is written by the registry");
  }

  @Test
  void aClientCannotExtendItselfByDynamicRegistration() {
    TestClient client = realm.permitted("self-service", Map.of());
    String token =
        realm
            .admin()
            .must("POST", client.path() + "/registration-access-token", null)
            .path("registrationAccessToken")
            .asText();
    ObjectNode representation = client.representation();
    representation.withObject("/attributes").put("steward.good-until", "2099-01-01T00:00:00Z");

    Answer answer =
        RealmAdmin.exchange(
            "PUT",
            HttpRequest.newBuilder(realm.uri("/clients-registrations/default/self-service"))
                .header("Authorization", "Bearer " + token),
            "application/json",
            representation.toString());

    assertThat(answer.status()).as(answer.toString()).isIn(400, 403);
    assertThat(client.attribute("steward.good-until")).doesNotStartWith("2099");
  }

  @Test
  void aRealmAdministratorCannotRemoveTheGuard() {
    TestClient client = realm.client("unguarded", Map.of());
    client.hold(PermitDraft.of(client).lapsed());
    realm.admin().must("PUT", "/tampering/client-policies/policies", Map.of("policies", List.of()));

    assertThat(client.token()).satisfies(refusedFor(Reason.REVIEW_LAPSED));
  }

  private String state(TestClient client) {
    for (JsonNode entry : realm.gate("GET", "/inventory?max=500").body().path("clients")) {
      if (entry.path("uuid").asText().equals(client.uuid())) {
        return entry.path("permit").path("state").asText();
      }
    }
    return "not in the inventory";
  }
}
