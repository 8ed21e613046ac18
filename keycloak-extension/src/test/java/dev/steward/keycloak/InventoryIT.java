package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whom the inventory lists, and with which people. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InventoryIT {

  private TestRealm realm;

  @BeforeAll
  void start() {
    realm = TestRealm.fresh("inventory");
  }

  @Test
  void thePeopleOfAServiceAccountsGroupAreToldWhileTheyAreFew() {
    TestClient client = realm.client("one-of-a-team", Map.of());
    String account =
        realm
            .admin()
            .must("GET", client.path() + "/service-account-user", null)
            .path("id")
            .asText();
    String few = realm.admin().create("/inventory/groups", Map.of("name", "few"));
    String many = realm.admin().create("/inventory/groups", Map.of("name", "many"));
    List<String> people = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      String person =
          realm
              .admin()
              .create("/inventory/users", Map.of("username", "team-" + i, "enabled", i != 2));
      realm.admin().must("PUT", "/inventory/users/%s/groups/%s".formatted(person, many), null);
      if (i < 3) {
        realm.admin().must("PUT", "/inventory/users/%s/groups/%s".formatted(person, few), null);
        people.add(person);
      }
    }
    String late =
        realm.admin().create("/inventory/users", Map.of("username", "late", "enabled", true));
    realm.admin().must("PUT", "/inventory/users/%s/groups/%s".formatted(late, many), null);
    for (String group : List.of(few, many)) {
      realm.admin().must("PUT", "/inventory/users/%s/groups/%s".formatted(account, group), null);
    }

    JsonNode entry = realm.gate("GET", "/clients/" + client.uuid()).body();

    assertThat(texts(entry, "groups")).containsExactly("/few", "/many");
    assertThat(entry.path("teams")).hasSize(1);
    assertThat(entry.at("/teams/0/group").asText()).isEqualTo("/few");
    assertThat(texts(entry.at("/teams/0"), "people"))
        .containsExactlyInAnyOrder(people.get(0), people.get(1));
  }

  @Test
  void whatKeycloakPutThereIsListedOnceSomebodyGaveItAWayOfItsOwn() {
    JsonNode account =
        realm.admin().must("GET", "/inventory/clients?clientId=account", null).path(0);
    ObjectNode changed = account.deepCopy();
    realm
        .admin()
        .must(
            "PUT",
            "/inventory/clients/" + account.path("id").asText(),
            changed.put("directAccessGrantsEnabled", true));

    assertThat(
            realm
                .gate("GET", "/inventory?max=500&after=")
                .body()
                .path("clients")
                .findValuesAsText("clientId"))
        .contains("account")
        .doesNotContain("admin-cli", "account-console", "broker");
  }

  private static List<String> texts(JsonNode entry, String list) {
    List<String> texts = new ArrayList<>();
    entry.path(list).forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
