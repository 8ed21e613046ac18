package dev.steward.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.keycloak.server.RealmAdmin;
import java.util.List;
import java.util.Map;

/** Roles of two clients, each within the other. */
final class RoleCircle {

  private final RealmAdmin admin;
  private final String realm;

  /**
   * @param realm the path of the realm
   */
  RoleCircle(RealmAdmin admin, String realm) {
    this.admin = admin;
    this.realm = realm;
  }

  /** Makes both, the second from what is given. */
  void make(Map<String, Object> second) {
    String one = admin.create(realm + "/clients", Map.of("clientId", "odd circle 1"));
    String other = admin.create(realm + "/clients", second);
    JsonNode first = role(one, "a/b:c d");
    JsonNode inner = role(other, "second");
    within(first, inner);
    within(inner, first);
    String account =
        admin
            .must("GET", realm + "/clients/%s/service-account-user".formatted(other), null)
            .path("id")
            .asText();
    admin.must(
        "POST",
        realm + "/users/%s/role-mappings/clients/%s".formatted(account, one),
        List.of(first));
  }

  private void within(JsonNode outer, JsonNode inner) {
    admin.must(
        "POST",
        realm + "/roles-by-id/%s/composites".formatted(outer.path("id").asText()),
        List.of(inner));
  }

  private JsonNode role(String client, String name) {
    String roles = realm + "/clients/%s/roles".formatted(client);
    admin.must("POST", roles, Map.of("name", name));
    for (JsonNode role : admin.must("GET", roles, null)) {
      if (role.path("name").asText().equals(name)) {
        return role;
      }
    }
    throw new AssertionError("the role was not made: " + name);
  }
}
