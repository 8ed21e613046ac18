package dev.steward.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.deploy.Step.Exchange;
import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One identity from registration to revocation, as steps on running servers.
 *
 * <p>The agent and its client are new each time. Both clocks are moved where a wait would be
 * needed; {@link #backToNow} puts them back.
 */
final class Journey {

  private static final String SCOPE = "documents:read";
  private static final String REVIEWING = "reviews:decide";
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Reviewed weekly, two days of grace: eleven days later nobody may still rely on it. */
  private static final Duration UNTIL_LAPSED = Duration.ofDays(11);

  private final Site site;
  private final DemoRealm realm;
  private final RealmAdmin admin;
  private final String agent =
      "story-agent-" + DemoEnv.randomSecret().substring(0, 6).toLowerCase(java.util.Locale.ROOT);
  private final String secret = DemoEnv.randomSecret();
  private String client = "";
  private String id = "";
  private String lastToken = "";

  Journey(Site site, DemoRealm realm) {
    this.site = site;
    this.realm = realm;
    this.admin = site.admin();
  }

  List<Step> steps() {
    return List.of(
        new Step(
            "An agent is registered over SCIM, with Bob proposed as its owner", this::register),
        new Step("Bob accepts to answer for it", this::accept),
        new Step(
            "Its permit has arrived at the gate: it asks for a token and gets one", this::token),
        new Step(
            "Eleven days pass on both clocks; the weekly review and its grace are over",
            this::travel),
        new Step("It asks for a token and is refused", this::lapsed),
        new Step(
            "Bob finds the review that was opened, and approves it with a reason", this::approve),
        new Step("It asks again and gets a token", this::token),
        new Step("A week later its review is due again, and Bob revokes it", this::revoke),
        new Step("It asks for a token and is refused; the token it had is dead too", this::dead),
        new Step("The ledger tells the whole story, and its seal holds", this::proved));
  }

  /** Puts both clocks back to real time. */
  void backToNow() {
    site.travel(Duration.ZERO);
  }

  private Exchange register() {
    client =
        admin.create(
            "/" + DemoRealm.NAME + "/clients",
            Map.of(
                "clientId",
                agent,
                "secret",
                secret,
                "serviceAccountsEnabled",
                true,
                "standardFlowEnabled",
                false,
                "defaultClientScopes",
                List.of("basic", "service_account"),
                "optionalClientScopes",
                List.of("documents:read"),
                "protocolMappers",
                List.of(audience())));
    JsonNode document =
        DemoRealm.resource(
            "story-agent.json",
            name ->
                switch (name) {
                  case "agent" -> agent;
                  case "realm" -> DemoRealm.NAME;
                  case "client" -> client;
                  default -> realm.personId(name.substring("person.".length()));
                });
    Answer answer =
        site.registry()
            .post("/scim/v2/Agents", site.tokens().ofClient(DemoRealm.PROVISIONING), document);
    require(answer.status() == 201, "the registration", answer);
    id = answer.body().path("id").asText();
    return new Exchange("POST /scim/v2/Agents " + agent, "201 created, id " + id);
  }

  private Exchange accept() {
    Answer answer = site.registry().accept(id, site.tokens().ofPerson("bob", REVIEWING));
    require(answer.status() / 100 == 2, "the acceptance", answer);
    return new Exchange(
        "POST /identities/" + id + "/acceptance, as Bob", answer.status() + " accepted");
  }

  private Exchange token() {
    awaitPermit();
    Answer answer = site.tokens().ask(agent, secret, SCOPE);
    require(answer.status() == 200, "the token", answer);
    lastToken = answer.body().path("access_token").asText();
    return new Exchange(
        "client_credentials, scope " + SCOPE,
        "200, a token for %d seconds".formatted(answer.body().path("expires_in").asInt()));
  }

  private Exchange travel() {
    site.travel(UNTIL_LAPSED);
    return new Exchange(
        "both clocks moved by " + UNTIL_LAPSED.toDays() + " days", "nobody said anything");
  }

  private Exchange lapsed() {
    return refused("REVIEW_LAPSED");
  }

  private Exchange approve() {
    return verdict("approve", "still needed for the quarter");
  }

  private Exchange revoke() {
    site.travel(UNTIL_LAPSED.plusDays(7));
    token();
    return verdict("revoke", "its project has ended");
  }

  private Exchange dead() {
    awaitPermit();
    Answer answer = site.tokens().ask(agent, secret, SCOPE);
    require(answer.status() != 200, "the refusal", answer);
    if (site.tokens().active(lastToken, DemoRealm.PROVISIONING)) {
      throw new Trouble("The token issued before the revocation is still active.");
    }
    return new Exchange(
        "client_credentials; introspection of the old token", answer + "; active: false");
  }

  private Exchange proved() {
    String token = site.tokens().ofPerson("carol", "evidence:read");
    Answer answer = site.registry().get("/ledger/verify", token);
    require(
        answer.status() == 200 && answer.body().path("valid").asBoolean(), "the ledger", answer);
    return new Exchange("GET /ledger/verify, as Carol", answer.toString());
  }

  private Exchange refused(String reason) {
    Answer answer = site.tokens().ask(agent, secret, SCOPE);
    require(
        answer.status() != 200
            && answer.body().path("error_description").asText().startsWith(reason + ":"),
        "the refusal",
        answer);
    return new Exchange("client_credentials, scope " + SCOPE, answer.toString());
  }

  private Exchange verdict(String verdict, String reason) {
    String token = site.tokens().ofPerson("bob", REVIEWING);
    JsonNode review =
        Patience.until(
            "the review of " + agent + " to be opened",
            Duration.ofSeconds(90),
            () -> openReview(site.registry().get("/reviews", token)));
    ObjectNode body = DemoRealm.JSON.createObjectNode();
    body.put("verdict", verdict);
    body.put("reason", reason);
    body.put("version", review.path("version").asLong());
    String path = "/reviews/" + review.path("id").asText() + "/verdict";
    Answer answer = site.registry().post(path, token, body);
    require(answer.status() / 100 == 2, "the verdict", answer);
    return new Exchange(
        "POST %s, as Bob: %s, because %s".formatted(path, verdict, reason), answer.toString());
  }

  private Optional<JsonNode> openReview(Answer answer) {
    require(answer.status() == 200, "the list of reviews", answer);
    return answer
        .body()
        .path("reviews")
        .valueStream()
        .filter(review -> review.path("identity").asText().equals(id))
        .findFirst();
  }

  /** Waits until the gate holds the identity's newest version. */
  private void awaitPermit() {
    String newest =
        Registry.mustBeOk(
                "Reading " + agent,
                site.registry()
                    .get("/scim/v2/Agents/" + id, site.tokens().ofClient(DemoRealm.PROVISIONING)))
            .body()
            .at("/meta/version")
            .asText()
            .replaceAll("\\D", "");
    Patience.until(
        "the permit of version " + newest + " at the gate",
        SOON,
        () ->
            Optional.of(admin.must("GET", "/" + DemoRealm.NAME + "/clients/" + client, null))
                .map(found -> found.at("/attributes/steward.version").asText())
                .filter(newest::equals));
  }

  private static void require(boolean holds, String what, Answer answer) {
    if (!holds) {
      throw new Trouble(
          "This step does not hold: %s was answered with %s.".formatted(what, answer));
    }
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
