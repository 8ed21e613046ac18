package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client may do by detours. */
class GrantedRolesIT {

  private final TestRealm realm = TestRealm.fresh("granted");

  @Test
  void rolesAreToldHoweverTheyCameToAClient() {
    TestClient client = realm.client("powerful-by-detours", Map.of());
    String account =
        realm
            .admin()
            .must("GET", client.path() + "/service-account-user", null)
            .path("id")
            .asText();
    String management = realm.clientId("realm-management");
    JsonNode power =
        realm
            .admin()
            .must("GET", "/granted/clients/%s/roles/realm-admin".formatted(management), null);
    realm.admin().must("POST", "/granted/roles", Map.of("name", "harmless"));
    realm.admin().must("POST", "/granted/roles/harmless/composites", List.of(power));
    String group = realm.admin().create("/granted/groups", Map.of("name", "above"));
    String child =
        realm.admin().create("/granted/groups/" + group + "/children", Map.of("name", "below"));
    realm
        .admin()
        .must(
            "POST",
            "/granted/groups/%s/role-mappings/realm".formatted(group),
            List.of(realm.admin().must("GET", "/granted/roles/harmless", null)));
    realm.admin().must("PUT", "/granted/users/%s/groups/%s".formatted(account, child), null);

    JsonNode entry = realm.gate("GET", "/clients/" + client.uuid()).body();

    assertThat(texts(entry, "roles"))
        .isSorted()
        .contains(
            "default-roles-granted",
            "harmless",
            "realm-management:realm-admin",
            "realm-management:manage-clients")
        .doesNotContain("offline_access");
  }

  private static List<String> texts(JsonNode entry, String field) {
    List<String> texts = new ArrayList<>();
    entry.path(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
