package dev.steward.keycloak;

import static dev.steward.keycloak.GateAssertions.claims;
import static dev.steward.keycloak.GateAssertions.issued;
import static dev.steward.keycloak.GateAssertions.refusedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.permit.Decision.Reason;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModesIT {

  @Test
  void anObservedRealmLetsPassAndCountsWhatItWouldHaveDenied() {
    TestRealm realm = TestRealm.fresh("watched");
    TestClient client = realm.client("lapsed", Map.of());
    client.hold(PermitDraft.of(client).lapsed().longestToken(Duration.ofSeconds(10)));

    JsonNode claims = claims(client.token());
    client.token();

    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(300);
    JsonNode posture = realm.gate("GET", "/posture").body();
    assertThat(posture.path("mode").asText()).isEqualTo("observe");
    assertThat(posture.path("observed").toString())
        .contains("{\"client\":\"lapsed\",\"reason\":\"REVIEW_LAPSED\",\"times\":2}");
  }

  @Test
  void aStrictRealmRefusesWhoIsNotRegistered() {
    TestRealm realm = TestRealm.fresh("strict");
    realm.user("ada");
    TestClient client = realm.client("unregistered", Map.of());

    assertThat(client.token()).satisfies(refusedFor(Reason.UNREGISTERED));
    assertThat(client.token(Map.of("grant_type", "password", "username", "ada", "password", "ada")))
        .satisfies(refusedFor(Reason.UNREGISTERED));

    client.hold(PermitDraft.of(client));
    assertThat(client.token()).satisfies(issued());
  }

  @Test
  void aStrictRealmLeavesKeycloaksOwnClientsAndTheRegistryAlone() {
    TestRealm realm = TestRealm.fresh("strict");
    realm.user("ada");

    assertThat(
            realm.post(
                "/protocol/openid-connect/token",
                Map.of(
                    "grant_type", "password",
                    "client_id", "admin-cli",
                    "username", "ada",
                    "password", "ada")))
        .satisfies(issued());
    assertThat(realm.gate("GET", "/posture").status()).isEqualTo(200);
  }
}
