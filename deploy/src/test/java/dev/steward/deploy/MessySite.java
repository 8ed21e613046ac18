package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.DocumentedClient;
import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;

/** What Keycloak and the registry say about the clients that many hands made. */
abstract class MessySite {

  static final Duration ONE_WALK = Duration.ofSeconds(90);

  /** The one that is made last. */
  private static final String LAST = "came-by-itself-4";

  static final String PASSWORD = "password";
  static final String CREDENTIALS = "client_credentials";

  final RunningStack stack = RunningStack.get();
  final RealmAdmin admin = stack.site().admin();
  final Registry registry = stack.site().registry();
  final String secret = stack.site().env().clientSecret("messy");

  @BeforeAll
  void manyHandsWereHere() throws IOException {
    if (!admin.must("GET", "/demo/clients?clientId=" + LAST, null).isEmpty()) {
      return;
    }
    for (ObjectNode some : MessyRealm.asImports(stack.site().env())) {
      admin.must("POST", "/demo/partialImport", some);
    }
    for (int i = 0; i < 5; i++) {
      registerItself("came-by-itself-" + i);
    }
    DocumentedClient.trust(admin, DemoRealm.NAME);
    DocumentedClient.introduce(stack.site().keycloak(), DemoRealm.NAME);
  }

  List<String> outcomes(JsonNode report) {
    return StreamSupport.stream(report.path("results").spliterator(), false)
        .map(
            row ->
                "%d %s %s"
                    .formatted(
                        row.path("row").asInt(),
                        row.path("outcome").asText(),
                        row.path("reason").asText(""))
                    .strip())
        .toList();
  }

  JsonNode imported(String path, String list) {
    return Registry.mustBeOk(
            "Importing",
            RealmAdmin.exchange(
                "POST",
                HttpRequest.newBuilder(URI.create(stack.site().service() + path))
                    .header("Authorization", "Bearer " + provisioning()),
                "text/csv",
                list))
        .body();
  }

  Map<String, JsonNode> whoActs() {
    Set<String> registered = registered();
    return RealmTruth.of(admin).clients().entrySet().stream()
        .filter(client -> !registered.contains(client.getKey()))
        .filter(client -> !RealmTruth.wasGoverned(client.getValue()) || isLeftover(client))
        .filter(
            client ->
                !RealmTruth.ownGrants(client.getValue()).isEmpty()
                    || cameByItself(client.getValue().path("clientId").asText()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** What was imported with a permit from elsewhere was never governed here. */
  private static boolean isLeftover(Map.Entry<String, JsonNode> client) {
    return client.getValue().path("clientId").asText().startsWith(StrangeRealm.LEFTOVER);
  }

  private static boolean cameByItself(String name) {
    return name.startsWith("came-by-itself-") || name.startsWith(DocumentedClient.ADDRESS);
  }

  /** The clients of all identities, over SCIM. */
  Set<String> registered() {
    Set<String> clients = new TreeSet<>();
    for (String type : List.of("Agents", "ServiceAccounts")) {
      String cursor = "";
      do {
        JsonNode page =
            Registry.mustBeOk(
                    "Listing " + type,
                    registry.get(
                        "/scim/v2/%s?count=200&cursor=%s".formatted(type, cursor), provisioning()))
                .body();
        page.path("Resources")
            .forEach(
                identity ->
                    identity
                        .properties()
                        .forEach(
                            field ->
                                clients.add(field.getValue().path("client").path("id").asText())));
        cursor = page.path("nextCursor").asText("");
      } while (!cursor.isEmpty());
    }
    return clients;
  }

  /**
   * That every client that acts on its own is listed, and no other.
   *
   * @param about what else to tell when they are not
   */
  void expectTheListToBeTheTruth(String about) {
    Map<String, String> truth = namesOf(whoActs());
    assertThat(
            Patience.<Map<String, String>>until(
                "the list to be the truth" + about, ONE_WALK, () -> listed(truth)))
        .isEqualTo(truth);
  }

  private Optional<Map<String, String>> listed(Map<String, String> truth) {
    Map<String, String> names = namesOf(shadows());
    return Optional.of(names).filter(truth::equals);
  }

  static Map<String, String> namesOf(Map<String, JsonNode> clients) {
    Map<String, String> names = new TreeMap<>();
    clients.forEach((uuid, client) -> names.put(uuid, client.path("clientId").asText()));
    return names;
  }

  /** What the registry tells of a shadow beside what Keycloak tells of its client. */
  void compare(SoftAssertions all, JsonNode shadow, JsonNode client) {
    String name = client.path("clientId").asText();
    all.assertThat(shadow.path("enabled").asBoolean())
        .as(name)
        .isEqualTo(client.path("enabled").asBoolean());
    all.assertThat(set(shadow.path("actsBy"))).as(name).isEqualTo(RealmTruth.ownGrants(client));
    all.assertThat(set(shadow.path("scopes")))
        .as(name)
        .isEqualTo(set(client.path("defaultClientScopes")));
    all.assertThat(set(shadow.path("optionalScopes")))
        .as(name)
        .isEqualTo(set(client.path("optionalClientScopes")));
    all.assertThat(shadow.path("facts").path("description").asText(""))
        .as(name)
        .isEqualTo(client.path("description").asText(""));
    all.assertThat(shadow.toString()).as(name).doesNotContain(secret);
  }

  /** The list, as soon as everything that was made is on it. */
  Map<String, JsonNode> awaitShadows() {
    return Patience.until(
        "the walk to have met everybody",
        ONE_WALK,
        () ->
            Optional.of(shadows()).filter(found -> found.keySet().containsAll(whoActs().keySet())));
  }

  Map<String, JsonNode> shadows() {
    Map<String, JsonNode> shadows = new TreeMap<>();
    String after = "";
    do {
      JsonNode page =
          Registry.mustBeOk(
                  "Reading the shadows",
                  registry.get(
                      "/reports/shadows?limit=100&after="
                          + URLEncoder.encode(after, StandardCharsets.UTF_8),
                      stack.site().tokens().ofPerson("carol", "reports:read")))
              .body();
      page.path("shadows").forEach(one -> shadows.put(one.path("client").asText(), one));
      after = page.path("next").asText("");
    } while (!after.isEmpty() && !after.equals("null"));
    return shadows;
  }

  static Map<String, JsonNode> byName(Map<String, JsonNode> shadows) {
    return shadows.values().stream()
        .collect(Collectors.toMap(one -> one.path("clientId").asText(), one -> one));
  }

  Map<String, String> asked(String person) {
    Map<String, String> asked = new TreeMap<>();
    Registry.mustBeOk(
            "Listing adoptions", registry.get("/adoptions?mine=true&limit=500", decide(person)))
        .body()
        .path("adoptions")
        .forEach(one -> asked.put(one.path("clientId").asText(), one.path("id").asText()));
    return asked;
  }

  JsonNode accept(String client, String person) {
    return Registry.mustBeOk(
            "Accepting " + client,
            registry.post(
                "/adoptions/%s/acceptance".formatted(asked(person).get(client)),
                decide(person),
                null))
        .body();
  }

  static ObjectNode wish(List<String> clients, String owner) {
    ObjectNode wish = DemoRealm.JSON.createObjectNode();
    ArrayNode names = wish.putArray("clients");
    clients.forEach(names::add);
    wish.putObject("template").put("riskTier", "high").put("purpose", "As found");
    wish.putArray("owners").addObject().put("person", owner);
    return wish;
  }

  static JsonNode one(Map<String, JsonNode> all, String key) {
    JsonNode found = all.get(key);
    if (found == null) {
      throw new AssertionError("nothing is told of " + key);
    }
    return found;
  }

  static Set<String> set(JsonNode list) {
    Set<String> set = new TreeSet<>();
    list.forEach(one -> set.add(one.asText()));
    return set;
  }

  Answer ask(String client, String grant) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("grant_type", grant);
    fields.put("client_id", client);
    fields.put("client_secret", secret);
    if (grant.equals(PASSWORD)) {
      fields.put("username", MessyRealm.owner(0));
      fields.put("password", stack.site().env().password(MessyRealm.owner(0)));
    }
    return RealmAdmin.form(
        URI.create(stack.site().keycloak() + "/realms/demo/protocol/openid-connect/token"), fields);
  }

  static String refusal(Answer answer) {
    return answer.body().path("error_description").asText();
  }

  void registerItself(String name) {
    String token =
        admin
            .must("POST", "/demo/clients-initial-access", Map.of("count", 1, "expiration", 60))
            .path("token")
            .asText();
    Answer made =
        RealmAdmin.exchange(
            "POST",
            HttpRequest.newBuilder(
                    URI.create(
                        stack.site().keycloak() + "/realms/demo/clients-registrations/default"))
                .header("Authorization", "Bearer " + token),
            "application/json",
            "{\"clientId\":\"%s\",\"redirectUris\":[\"http://127.0.0.1/cb\"]}".formatted(name));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
  }

  String decide(String person) {
    return stack.site().tokens().ofPerson(person, Registry.DECIDE);
  }

  String provisioning() {
    return stack.site().tokens().ofClient(DemoRealm.PROVISIONING, "scim:read", "scim:write");
  }
}
