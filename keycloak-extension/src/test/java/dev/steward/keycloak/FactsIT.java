package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

  @Test
  void theInventoryIsWalkedByKeyAndToldTheSameWayTwice() {
    for (int i = 0; i < 7; i++) {
      realm.client("walked-" + i, Map.of());
    }
    List<JsonNode> once = walk(3);
    List<JsonNode> again = walk(500);

    assertThat(again).isEqualTo(once);
    assertThat(once.stream().map(entry -> entry.path("uuid").asText()))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(once.stream().map(entry -> entry.path("clientId").asText()))
        .contains("walked-0", "walked-6", "the-registry")
        .doesNotContain("admin-cli");
  }

  @Test
  void oneClientIsToldAsAPageTellsIt() {
    TestClient client = realm.permitted("on-its-own-page", Map.of());

    Answer answer = realm.gate("GET", "/clients/" + client.uuid());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(walk(500)).contains(answer.body());
    assertThat(realm.gate("GET", "/clients/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(realm.gate("GET", "/clients/%00").status()).isEqualTo(404);
  }

  @Test
  void aClientIsToldWithWhoMadeItAndWhatItWasGiven() {
    TestClient client =
        realm.client(
            "described",
            Map.of(
                "description",
                "Matches invoices.",
                "attributes",
                Map.of(
                    "standard.token.exchange.enabled", "true",
                    "contacts", "robots@example.org##ada@example.org",
                    "Owner", "ben")));
    realm.giveRole(client, "realm-management", "view-users");
    String account =
        realm
            .admin()
            .must("GET", client.path() + "/service-account-user", null)
            .path("id")
            .asText();
    String group = realm.admin().create("/facts/groups", Map.of("name", "payments"));
    String child =
        realm.admin().create("/facts/groups/" + group + "/children", Map.of("name", "robots"));
    realm.admin().must("PUT", "/facts/users/%s/groups/%s".formatted(account, child), null);

    JsonNode entry = realm.gate("GET", "/clients/" + client.uuid()).body();

    assertThat(entry.path("description").asText()).isEqualTo("Matches invoices.");
    assertThat(texts(entry, "contacts"))
        .containsExactly("ada@example.org", "ben", "robots@example.org");
    assertThat(texts(entry, "groups")).containsExactly("/payments/robots");
    assertThat(texts(entry, "roles"))
        .contains("default-roles-facts", "realm-management:view-users");
    assertThat(texts(entry, "actsByItself"))
        .containsExactly(
            "client_credentials", "password", "urn:ietf:params:oauth:grant-type:token-exchange");
    assertThat(texts(entry, "grants")).contains("client_credentials", "authorization_code");
    assertThat(texts(entry, "defaultScopes")).contains("roles", "service_account").isSorted();
    assertThat(entry.path("origin").path("how").asText()).isEqualTo("admin");
    assertThat(entry.path("origin").path("by").path("username").asText()).isEqualTo("admin");
    assertThat(entry.path("origin").path("by").path("client").asText()).isEqualTo("admin-cli");
    assertThat(Instant.parse(entry.path("origin").path("at").asText()))
        .isEqualTo(Instant.parse(entry.path("createdAt").asText()));
  }

  @Test
  void aClientWhoseServiceAccountIsAwayIsListedForItIsBackAsSoonAsSomebodyLooksForIt() {
    TestClient client = realm.client("without-account", Map.of());
    String account =
        "/facts/users/"
            + realm
                .admin()
                .must("GET", client.path() + "/service-account-user", null)
                .path("id")
                .asText();
    assertThat(accountOf(client)).isEqualTo("ENABLED");
    realm.admin().must("PUT", account, Map.of("enabled", false));
    assertThat(client.token().status()).isNotEqualTo(200);
    assertThat(accountOf(client)).isEqualTo("DISABLED");

    realm.admin().must("DELETE", account, null);
    assertThat(client.token().status()).isNotEqualTo(200);
    assertThat(accountOf(client)).isEqualTo("MISSING");
    assertThat(texts(gateOn(client), "actsByItself")).contains("client_credentials");

    realm.admin().must("GET", client.path() + "/service-account-user", null);
    assertThat(accountOf(client)).isEqualTo("ENABLED");
    assertThat(client.token().status()).isEqualTo(200);
  }

  private String accountOf(TestClient client) {
    return gateOn(client).path("serviceAccount").asText();
  }

  private JsonNode gateOn(TestClient client) {
    return realm.gate("GET", "/clients/" + client.uuid()).body();
  }

  @Test
  void aClientThatRegisteredItselfIsListedEvenIfAPersonTakesPartInItsGrants() {
    String token =
        realm
            .admin()
            .must("POST", "/facts/clients-initial-access", Map.of("count", 1, "expiration", 60))
            .path("token")
            .asText();
    Answer made =
        RealmAdmin.exchange(
            "POST",
            HttpRequest.newBuilder(realm.uri("/clients-registrations/default"))
                .header("Authorization", "Bearer " + token),
            "application/json",
            "{\"clientId\":\"came-by-itself\",\"redirectUris\":[\"http://127.0.0.1/cb\"]}");
    assertThat(made.status()).as(made.toString()).isEqualTo(201);

    JsonNode entry =
        walk(500).stream()
            .filter(each -> each.path("clientId").asText().equals("came-by-itself"))
            .findFirst()
            .orElseThrow();

    assertThat(texts(entry, "actsByItself")).isEmpty();
    assertThat(entry.path("origin").path("how").asText()).isEqualTo("dynamic-registration");
    assertThat(entry.path("origin").path("by").isNull()).isTrue();
  }

  @Test
  void whoMakesAClientAnewUnderTheSameIdIsTheOneWhoMadeIt() {
    TestClient client = realm.client("made-anew", Map.of());
    TestClient deputy = realm.client("deputy", Map.of());
    realm.giveRole(deputy, "realm-management", "manage-clients");
    realm.admin().must("DELETE", client.path(), null);

    RealmAdmin.signInClient(GateServer.server().url(), "facts", "deputy", TestClient.SECRET)
        .create("/facts/clients", Map.of("id", client.uuid(), "clientId", "made-anew"));

    JsonNode by = realm.gate("GET", "/clients/" + client.uuid()).body().path("origin").path("by");
    assertThat(by.path("client").asText()).isEqualTo("deputy");
    assertThat(by.path("username").asText()).isEqualTo("service-account-deputy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max=501",
        "max=0",
        "max=x",
        "first=-1",
        "first=99999999999",
        "after=%00",
        "after=&first=0",
        "after=0123456789012345678901234567890123456789"
      })
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

  private List<JsonNode> walk(int max) {
    List<JsonNode> entries = new ArrayList<>();
    JsonNode page;
    String after = "";
    do {
      page = realm.gate("GET", "/inventory?max=%d&after=%s".formatted(max, after)).body();
      assertThat(page.path("clients").size()).isLessThanOrEqualTo(max);
      page.path("clients").forEach(entries::add);
      after = page.path("next").asText();
    } while (!page.path("next").isNull());
    return entries;
  }

  private static List<String> texts(JsonNode entry, String field) {
    List<String> texts = new ArrayList<>();
    entry.path(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private JsonNode firstPage() {
    return page(0);
  }

  private JsonNode page(int first) {
    return realm.gate("GET", "/inventory?max=3&first=" + first).body();
  }
}
