package dev.steward.deploy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.deploy.DemoEnv;
import dev.steward.deploy.DemoRealm;
import dev.steward.keycloak.server.RealmAdmin;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The demo's realm with Keycloak's own SCIM API turned on, and a client that may use every API. */
final class BenchRealm {

  private static final String PATH = "/" + DemoRealm.NAME;
  private static final String CLIENT = "bench";

  private final RealmAdmin admin;
  private final URI keycloak;
  private final DemoEnv env;

  BenchRealm(RealmAdmin admin, URI keycloak, DemoEnv env) {
    this.admin = admin;
    this.keycloak = keycloak;
    this.env = env;
  }

  /**
   * Makes it; tells its internal id.
   *
   * @param consoles where registries show pages to people
   */
  String create(List<URI> consoles) {
    new DemoRealm(admin, keycloak, env).create();
    // Events cost Keycloak writes that nobody here reads.
    admin.must(
        "PUT",
        PATH,
        Map.of("scimApiEnabled", true, "eventsEnabled", false, "adminEventsEnabled", false));
    String client =
        admin.create(
            PATH + "/clients",
            Map.of(
                "clientId",
                CLIENT,
                "secret",
                env.clientSecret(CLIENT),
                "serviceAccountsEnabled",
                true,
                "standardFlowEnabled",
                false,
                "defaultClientScopes",
                List.of("basic", "service_account", "roles", "scim:read", "scim:write"),
                "protocolMappers",
                List.of(audience())));
    giveRoles(client);
    openConsoles(consoles);
    return admin.must("GET", PATH, null).path("id").asText();
  }

  URI scim() {
    return URI.create(keycloak + "/realms" + PATH + "/scim/v2");
  }

  FreshToken token() {
    return new FreshToken(
        URI.create(keycloak + "/realms" + PATH), CLIENT, env.clientSecret(CLIENT));
  }

  private void openConsoles(List<URI> consoles) {
    String client =
        admin
            .must("GET", PATH + "/clients?clientId=" + DemoRealm.CONSOLE, null)
            .at("/0/id")
            .asText();
    admin.must(
        "PUT",
        PATH + "/clients/" + client,
        Map.of("redirectUris", consoles.stream().map(console -> console + "/signed-in").toList()));
  }

  /** Somebody who is signed in at a console. */
  Session session(URI console, String person) {
    return new Session(console, person, env.password(person));
  }

  /** The id of somebody. */
  String id(String person) {
    return admin
        .must("GET", PATH + "/users?exact=true&username=" + person, null)
        .at("/0/id")
        .asText();
  }

  private void giveRoles(String client) {
    String account =
        admin
            .must("GET", PATH + "/clients/%s/service-account-user".formatted(client), null)
            .path("id")
            .asText();
    String management =
        admin.must("GET", PATH + "/clients?clientId=realm-management", null).at("/0/id").asText();
    List<JsonNode> roles = new ArrayList<>();
    for (String role : List.of("manage-users", "view-users", "query-users", "query-groups")) {
      roles.add(admin.must("GET", PATH + "/clients/%s/roles/%s".formatted(management, role), null));
    }
    admin.must(
        "POST", PATH + "/users/%s/role-mappings/clients/%s".formatted(account, management), roles);
  }

  private Map<String, Object> audience() {
    return Map.of(
        "name", "audience of Keycloak's SCIM API",
        "protocol", "openid-connect",
        "protocolMapper", "oidc-audience-mapper",
        "config",
            Map.of("included.custom.audience", scim().toString(), "access.token.claim", "true"));
  }
}
