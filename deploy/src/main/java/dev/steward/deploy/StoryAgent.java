package dev.steward.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An agent made for one story: a client in Keycloak and, once registered, an identity. */
final class StoryAgent {

  static final String SCOPE = "documents:read";

  /** Bob answers for it. */
  static final String OWNER = "bob";

  private static final Duration SOON = Duration.ofSeconds(60);

  private final Site site;
  private final RealmAdmin admin;
  private final String name;
  private final String secret = DemoEnv.randomSecret();
  private final String client;
  private String id = "";

  private StoryAgent(Site site, RealmAdmin admin, String name) {
    this.site = site;
    this.admin = admin;
    this.name = name;
    this.client =
        admin.create(
            "/" + DemoRealm.NAME + "/clients",
            Map.of(
                "clientId",
                name,
                "secret",
                secret,
                "serviceAccountsEnabled",
                true,
                "standardFlowEnabled",
                false,
                "defaultClientScopes",
                List.of("basic", "service_account", "steward-claims"),
                "optionalClientScopes",
                List.of(SCOPE),
                "protocolMappers",
                List.of(audience())));
  }

  /** A new agent with a client and no identity yet. Its name begins with the given word. */
  static StoryAgent create(Site site, String word) {
    String distinct = DemoEnv.randomSecret().substring(0, 6).toLowerCase(Locale.ROOT);
    return new StoryAgent(site, site.admin(), word + "-" + distinct);
  }

  String name() {
    return name;
  }

  /** The internal id of its client. */
  String client() {
    return client;
  }

  String id() {
    return id;
  }

  Answer register(DemoRealm realm) {
    JsonNode document =
        DemoRealm.resource(
            "story-agent.json",
            placeholder ->
                switch (placeholder) {
                  case "agent" -> name;
                  case "realm" -> DemoRealm.NAME;
                  case "client" -> client;
                  default -> realm.personId(OWNER);
                });
    Answer answer =
        site.registry()
            .post("/scim/v2/Agents", site.tokens().ofClient(DemoRealm.PROVISIONING), document);
    id = answer.body().path("id").asText();
    return answer;
  }

  Answer accept() {
    return site.registry().accept(id, site.tokens().ofPerson(OWNER, Registry.DECIDE));
  }

  void registerAndAccept(DemoRealm realm) {
    Registry.mustBeOk("Registering " + name, register(realm));
    Registry.mustBeOk("Accepting " + name, accept());
  }

  void suspend() {
    Registry.mustBeOk(
        "Suspending " + name,
        site.registry()
            .suspend("/scim/v2/Agents/" + id, site.tokens().ofClient(DemoRealm.PROVISIONING)));
  }

  /** What the ledger says happened to it, in order. */
  List<String> events() {
    Answer ledger =
        site.registry()
            .get("/ledger?identity=" + id, site.tokens().ofPerson("carol", "evidence:read"));
    return Registry.mustBeOk("Reading the ledger", ledger)
        .body()
        .path("entries")
        .findValuesAsText("event");
  }

  /** Asks the token endpoint. */
  Answer ask() {
    return site.tokens().ask(name, secret, SCOPE);
  }

  /** The review that is open for it, once there is one. */
  Optional<JsonNode> openReview() {
    Answer answer =
        Registry.mustBeOk(
            "Listing reviews",
            site.registry().get("/reviews", site.tokens().ofPerson(OWNER, Registry.DECIDE)));
    return answer
        .body()
        .path("reviews")
        .valueStream()
        .filter(review -> review.path("identity").asText().equals(id))
        .findFirst();
  }

  /** Its identity's version in the registry. */
  long version() {
    Answer answer =
        Registry.mustBeOk(
            "Reading " + name,
            site.registry()
                .get("/scim/v2/Agents/" + id, site.tokens().ofClient(DemoRealm.PROVISIONING)));
    return Long.parseLong(answer.body().at("/meta/version").asText().replaceAll("\\D", ""));
  }

  /** The client as its administrator sees it. */
  JsonNode keycloakClient() {
    return admin.must("GET", "/" + DemoRealm.NAME + "/clients/" + client, null);
  }

  /** The text of the permit that its client holds. */
  String permit() {
    return keycloakClient().path("attributes").path("steward.permit").asText();
  }

  /** Waits until the gate holds the newest version of its permit. */
  void awaitPermit() {
    awaitPermit(version());
  }

  /** Waits until the gate holds this version of its permit. */
  void awaitPermit(long version) {
    String wanted = Long.toString(version);
    Patience.until(
        "the permit of version " + wanted + " at the gate",
        SOON,
        () ->
            Optional.of(keycloakClient().at("/attributes/steward.version").asText())
                .filter(wanted::equals));
  }

  /** Lets the client that provisions agents ask whether the agent's tokens are active. */
  private static Map<String, Object> audience() {
    return Map.of(
        "name", "audience",
        "protocol", "openid-connect",
        "protocolMapper", "oidc-audience-mapper",
        "config",
            Map.of(
                "included.client.audience", DemoRealm.PROVISIONING,
                "access.token.claim", "true",
                "introspection.token.claim", "true"));
  }
}
