package dev.steward.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.RealmAdmin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The realm of the demo: its people, scopes and clients, as {@code demo-realm.json} lists them.
 *
 * <p>It shows what any realm needs before a registry can serve it: the registry's own client with
 * the gate's role and nothing else, and scopes that carry the registry's audience.
 */
public final class DemoRealm {

  public static final String NAME = "demo";

  /** The client through which people sign in. */
  static final String LOGIN = "demo-login";

  /** The client that may do everything on the SCIM interface. */
  public static final String PROVISIONING = "steward-provisioning";

  /** The registry's own client. */
  public static final String REGISTRY = "steward-registry";

  /** The client through which people sign in to the console. */
  public static final String CONSOLE = "steward-console";

  static final ObjectMapper JSON = new ObjectMapper();

  private static final String REGISTRATION_POLICY =
      "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

  private final RealmAdmin admin;
  private final JsonNode plan;

  public DemoRealm(RealmAdmin admin, URI service, DemoEnv env) {
    this.admin = admin;
    this.plan =
        resource(
            "demo-realm.json",
            name ->
                switch (name) {
                  case "realm" -> NAME;
                  case "service" -> service.toString();
                  default ->
                      name.startsWith("secret.")
                          ? env.clientSecret(name.substring("secret.".length()))
                          : env.password(name.substring("password.".length()));
                });
  }

  /** Makes what is missing; what exists stays as it is. */
  public void create() {
    if (admin.get("/" + NAME).status() == 404) {
      admin.must("POST", "", plan.path("realm"));
    }
    for (JsonNode scope : plan.path("clientScopes")) {
      createUnlessThere("client-scopes", scope);
    }
    Map<String, String> scopes = idsByName(admin.must("GET", path("client-scopes"), null), "name");
    plan.path("scopesOnlyFor")
        .properties()
        .forEach(
            only ->
                admin.must(
                    "POST",
                    path("client-scopes/" + scopes.get(only.getKey()) + "/scope-mappings/realm"),
                    realmRoles(only.getValue())));
    allowScopesForNewClients();
    for (JsonNode client : plan.path("clients")) {
      createUnlessThere("clients", client);
    }
    for (JsonNode grant : plan.path("serviceAccountRoles")) {
      giveRoles(grant);
    }
  }

  List<String> people() {
    return names(plan.path("realm").path("users"), "username");
  }

  List<String> clients() {
    return names(plan.path("clients"), "clientId");
  }

  /** The id of a person, which is how the registry names its owners. */
  String personId(String username) {
    return admin
        .must("GET", path("users?exact=true&username=" + username), null)
        .at("/0/id")
        .asText();
  }

  /** The internal id of a client. */
  public String clientUuid(String clientId) {
    return admin.must("GET", path("clients?clientId=" + clientId), null).at("/0/id").asText();
  }

  /** The person leaves: the account stays, and nobody can sign in with it. */
  void leaves(String username) {
    enable(username, false);
  }

  /** The person is back, as whoever they were. */
  void returns(String username) {
    enable(username, true);
  }

  private void enable(String username, boolean enabled) {
    admin.must("PUT", path("users/" + personId(username)), Map.of("enabled", enabled));
  }

  private void createUnlessThere(String what, JsonNode representation) {
    RealmAdmin.Answer answer = admin.post(path(what), representation);
    if (answer.status() != 201 && answer.status() != 409) {
      throw new Trouble("Keycloak refuses to create one of the %s: %s".formatted(what, answer));
    }
  }

  /** What clients may ask for that the registry makes through Keycloak's client registration. */
  private void allowScopesForNewClients() {
    for (JsonNode policy :
        admin.must("GET", path("components?type=" + REGISTRATION_POLICY), null)) {
      if (policy.path("providerId").asText().equals("allowed-client-templates")
          && policy.path("subType").asText().equals("authenticated")) {
        ((ObjectNode) policy.path("config"))
            .set("allowed-client-scopes", plan.path("scopesForNewClients"));
        admin.must("PUT", path("components/" + policy.path("id").asText()), policy);
      }
    }
  }

  private void giveRoles(JsonNode grant) {
    String account =
        admin
            .must(
                "GET",
                path(
                    "clients/%s/service-account-user"
                        .formatted(clientUuid(grant.path("client").asText()))),
                null)
            .path("id")
            .asText();
    if (!grant.has("of")) {
      admin.must(
          "POST",
          path("users/" + account + "/role-mappings/realm"),
          realmRoles(grant.path("roles")));
      return;
    }
    String owner = clientUuid(grant.path("of").asText());
    List<JsonNode> roles = new ArrayList<>();
    for (JsonNode role : grant.path("roles")) {
      roles.add(
          admin.must("GET", path("clients/%s/roles/%s".formatted(owner, role.asText())), null));
    }
    admin.must("POST", path("users/%s/role-mappings/clients/%s".formatted(account, owner)), roles);
  }

  private List<JsonNode> realmRoles(JsonNode names) {
    List<JsonNode> roles = new ArrayList<>();
    names.forEach(name -> roles.add(admin.must("GET", path("roles/" + name.asText()), null)));
    return roles;
  }

  private static String path(String below) {
    return "/" + NAME + "/" + below;
  }

  private static List<String> names(JsonNode list, String field) {
    List<String> names = new ArrayList<>();
    list.forEach(item -> names.add(item.path(field).asText()));
    return names;
  }

  private static Map<String, String> idsByName(JsonNode list, String field) {
    Map<String, String> ids = new HashMap<>();
    list.forEach(item -> ids.put(item.path(field).asText(), item.path("id").asText()));
    return ids;
  }

  /** A JSON file beside this class, with its {@code ${placeholders}} filled in. */
  static JsonNode resource(String name, UnaryOperator<String> value) {
    try (InputStream in = DemoRealm.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return JSON.readTree(
          PLACEHOLDER
              .matcher(text)
              .replaceAll(
                  (MatchResult found) -> Matcher.quoteReplacement(value.apply(found.group(1)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
