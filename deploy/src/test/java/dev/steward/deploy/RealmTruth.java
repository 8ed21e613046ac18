package dev.steward.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.keycloak.server.RealmAdmin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a realm's clients are, asked of Keycloak's own interfaces and of nothing of ours. */
final class RealmTruth {

  private static final int PAGE = 200;
  private static final Set<String> BUILT_IN =
      Set.of(
          "account",
          "account-console",
          "admin-cli",
          "broker",
          "realm-management",
          "security-admin-console");

  private final RealmAdmin admin;
  private final Map<String, JsonNode> clients = new TreeMap<>();

  private RealmTruth(RealmAdmin admin) {
    this.admin = admin;
  }

  static RealmTruth of(RealmAdmin admin) {
    RealmTruth truth = new RealmTruth(admin);
    List<JsonNode> page;
    int first = 0;
    do {
      page = new ArrayList<>();
      admin
          .must("GET", "/demo/clients?first=%d&max=%d".formatted(first, PAGE), null)
          .forEach(page::add);
      page.forEach(client -> truth.clients.put(client.path("id").asText(), client));
      first += PAGE;
    } while (page.size() == PAGE);
    return truth;
  }

  /** All clients by their uuids, except those that are as Keycloak puts them into every realm. */
  Map<String, JsonNode> clients() {
    return clients.entrySet().stream()
        .filter(client -> !isBuiltIn(client.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static boolean isBuiltIn(JsonNode client) {
    String name = client.path("clientId").asText();
    Set<String> own = ownGrants(client);
    return BUILT_IN.contains(name)
        && (own.isEmpty() || (name.equals("admin-cli") && own.equals(Set.of("password"))));
  }

  JsonNode client(String clientId) {
    return clients.values().stream()
        .filter(client -> client.path("clientId").asText().equals(clientId))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the realm has no client " + clientId));
  }

  /** Whether it has carried a permit: of those whose identities were revoked SCIM tells nothing. */
  static boolean wasGoverned(JsonNode client) {
    return client.path("attributes").has("steward.version");
  }

  /** The grants in which nobody takes part, by what its switches say and Keycloak's rules. */
  static Set<String> ownGrants(JsonNode client) {
    Set<String> grants = new TreeSet<>();
    if (client.path("bearerOnly").asBoolean()
        || !client.path("protocol").asText("openid-connect").equals("openid-connect")) {
      return grants;
    }
    boolean confidential = !client.path("publicClient").asBoolean();
    JsonNode attributes = client.path("attributes");
    if (client.path("serviceAccountsEnabled").asBoolean() && confidential) {
      grants.add("client_credentials");
    }
    if (client.path("directAccessGrantsEnabled").asBoolean()
        && !client.path("consentRequired").asBoolean()) {
      grants.add("password");
    }
    if (on(attributes, "standard.token.exchange.enabled") && confidential) {
      grants.add("urn:ietf:params:oauth:grant-type:token-exchange");
    }
    if (on(attributes, "oauth2.jwt.authorization.grant.enabled") && confidential) {
      grants.add("urn:ietf:params:oauth:grant-type:jwt-bearer");
    }
    if (on(attributes, "oidc.ciba.grant.enabled")) {
      grants.add("urn:openid:params:grant-type:ciba");
    }
    return grants;
  }

  private static boolean on(JsonNode attributes, String name) {
    return Boolean.parseBoolean(attributes.path(name).asText());
  }

  /** The roles of its service account, its groups' and those within others included. */
  Set<String> effectiveRoles(JsonNode client) {
    String account = accountOf(client);
    Set<String> roles = new TreeSet<>();
    if (account.isEmpty()) {
      return roles;
    }
    String mappings = "/demo/users/%s/role-mappings/".formatted(account);
    admin
        .must("GET", mappings + "realm/composite", null)
        .forEach(role -> roles.add(role.path("name").asText()));
    for (String owner : List.of("realm-management", "account", client.path("clientId").asText())) {
      admin
          .must(
              "GET",
              "%sclients/%s/composite".formatted(mappings, client(owner).path("id").asText()),
              null)
          .forEach(role -> roles.add(owner + ":" + role.path("name").asText()));
    }
    return roles;
  }

  /** The realm's default role and what is within it, which nobody is told of. */
  Set<String> everybodysRoles() {
    Set<String> roles = new TreeSet<>(Set.of("default-roles-demo"));
    admin
        .must("GET", "/demo/roles/default-roles-demo/composites", null)
        .forEach(
            role ->
                roles.add(
                    (role.path("clientRole").asBoolean() ? "account:" : "")
                        + role.path("name").asText()));
    roles.add("account:manage-account-links");
    return roles;
  }

  private String accountOf(JsonNode client) {
    return admin
        .get("/demo/clients/%s/service-account-user".formatted(client.path("id").asText()))
        .body()
        .path("id")
        .asText("");
  }

  /** The roles of its service account; those of a client read {@code client:role}. */
  Set<String> roles(JsonNode client) {
    JsonNode mappings =
        admin.must("GET", "/demo/users/%s/role-mappings".formatted(account(client)), null);
    Set<String> roles = new TreeSet<>();
    mappings.path("realmMappings").forEach(role -> roles.add(role.path("name").asText()));
    mappings
        .path("clientMappings")
        .properties()
        .forEach(
            of ->
                of.getValue()
                    .path("mappings")
                    .forEach(role -> roles.add(of.getKey() + ":" + role.path("name").asText())));
    return roles;
  }

  Set<String> groups(JsonNode client) {
    Set<String> groups = new TreeSet<>();
    admin
        .must("GET", "/demo/users/%s/groups".formatted(account(client)), null)
        .forEach(group -> groups.add(group.path("path").asText()));
    return groups;
  }

  /**
   * Whether its service account is there and enabled. Asking for the account by its client would
   * make one that is missing.
   */
  boolean hasUsableAccount(JsonNode client) {
    return named(client).path("enabled").asBoolean();
  }

  /** Whether it can get a token of its own at this moment, or registered itself to get others. */
  boolean mayAct(JsonNode client) {
    return client.path("enabled").asBoolean()
        && (!ownGrants(client).equals(Set.of("client_credentials")) || hasUsableAccount(client));
  }

  private String account(JsonNode client) {
    return named(client).path("id").asText();
  }

  private JsonNode named(JsonNode client) {
    String name =
        URLEncoder.encode(
            "service-account-" + client.path("clientId").asText(), StandardCharsets.UTF_8);
    return admin.must("GET", "/demo/users?exact=true&username=" + name, null).path(0);
  }
}
