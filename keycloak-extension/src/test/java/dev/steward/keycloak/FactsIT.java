package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gate tells the registry about the realm. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FactsIT {

  private TestRealm realm;

  @BeforeAll
  void start() {
    realm = TestRealm.fresh("facts");
  }

  @Test
  void theInventoryIsPagedAndComplete() {
    for (int i = 0; i < 7; i++) {
      realm.client("paged-" + i, Map.of());
    }
    Set<String> seen = new HashSet<>();
    int pages = 0;
    for (JsonNode next = firstPage(); ; next = page(next.path("next").asInt())) {
      next.path("clients").forEach(client -> seen.add(client.path("clientId").asText()));
      assertThat(next.path("clients").size()).isLessThanOrEqualTo(3);
      pages++;
      if (!next.path("next").isNumber()) {
        assertThat(next.path("next").isNull()).isTrue();
        break;
      }
    }

    assertThat(pages).isGreaterThan(2);
    assertThat(seen).contains("paged-0", "paged-6", "the-registry").doesNotContain("admin-cli");
  }

  @Test
  void theInventoryTellsFactsAndNoSecret() {
    TestClient client = realm.permitted("one-of-them", Map.of());
    JsonNode entry = null;
    Answer all = realm.gate("GET", "/inventory?max=500");
    for (JsonNode each : all.body().path("clients")) {
      if (each.path("uuid").asText().equals(client.uuid())) {
        entry = each;
      }
    }

    assertThat(entry).isNotNull();
    assertThat(entry.path("actsByItself").toString()).contains("client_credentials", "password");
    assertThat(entry.path("permit").path("state").asText()).isEqualTo("HELD");
    assertThat(entry.path("permit").path("version").asLong()).isEqualTo(1);
    assertThat(entry.path("secretCreatedAt").asText()).isNotEmpty();
    assertThat(entry.path("authenticator").asText()).isEqualTo("client-secret");
    assertThat(all.text()).doesNotContain(TestClient.SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"max=501", "max=0", "max=x", "first=-1", "first=99999999999"})
  void aPageBeyondTheBoundsIsRefused(String query) {
    assertThat(realm.gate("GET", "/inventory?" + query).status()).isEqualTo(400);
  }

  @Test
  void postureSaysThatTheGuardStands() {
    JsonNode posture = realm.gate("GET", "/posture").body();

    assertThat(posture.path("realm").asText()).isEqualTo("facts");
    assertThat(posture.path("problems").isArray()).isTrue();
    assertThat(posture.path("mode").asText()).isEqualTo("enforce");
    assertThat(posture.path("unregistered").asText()).isEqualTo("observe");
    assertThat(posture.path("trustedKeys").size()).isPositive();
    assertThat(posture.path("keysLoadedAt").asText()).isNotEmpty();
    assertThat(posture.path("extensionVersion").asText()).isNotEqualTo("unknown");
    assertThat(posture.path("keycloakVersion").asText())
        .isEqualTo(System.getProperty("steward.keycloak.version"));
    assertThat(posture.path("guardActive").asBoolean()).isEqualTo(Versions.haveInterceptors());
  }

  @Test
  void peopleAreFoundByIdAndByNameAndServiceAccountsAreNot() {
    String ada = realm.user("ada");
    realm.user("ben");

    Answer answer =
        realm.gate(
            "POST",
            "/people",
            "application/json",
            """
            {"ids":["%s","nobody"],"usernames":["ben","service-account-the-registry","nobody"]}
            """
                .formatted(ada));

    JsonNode people = answer.body().path("people");
    assertThat(people.findValuesAsText("username")).containsExactlyInAnyOrder("ada", "ben");
    assertThat(people.path(0).path("email").asText()).isEqualTo("ada@example.org");
    assertThat(people.path(0).path("name").asText()).isEqualTo("ada Example");
    assertThat(people.path(0).path("enabled").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"ids\":7}", "{\"ids\":[null]}", "{\"who\":[]}", "nonsense"})
  void aQuestionAboutPeopleThatIsNoneIsRefused(String body) {
    Answer answer = realm.gate("POST", "/people", "application/json", body);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
  }

  @Test
  void tooManyPeopleAtOnceAreRefused() {
    String ids = String.join(",", Collections.nCopies(201, "\"x\""));

    assertThat(
            realm.gate("POST", "/people", "application/json", "{\"ids\":[" + ids + "]}").status())
        .isEqualTo(400);
  }

  private JsonNode firstPage() {
    return page(0);
  }

  private JsonNode page(int first) {
    return realm.gate("GET", "/inventory?max=3&first=" + first).body();
  }
}
