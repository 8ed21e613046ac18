package dev.steward.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.deploy.Step.Exchange;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One identity from registration to revocation, as steps on running servers.
 *
 * <p>The agent is new each time. Both clocks are moved where a wait would be needed; {@link
 * #backToNow} puts them back.
 */
final class Journey {

  /** Reviewed weekly, with two days of grace: eleven days later nobody may rely on it. */
  private static final Duration LAPSED = Duration.ofDays(11);

  private static final Duration DUE_AGAIN = LAPSED.plusDays(7);
  private static final List<String> STORY =
      List.of("Register", "AcceptOwnership", "Certify", "Revoke");
  private static final Duration SEALED = Duration.ofSeconds(30);
  private static final Duration SWEEP = Duration.ofMinutes(2);

  private final Site site;
  private final DemoRealm realm;
  private final StoryAgent agent;
  private long version;
  private String lastToken = "";

  Journey(Site site, DemoRealm realm) {
    this.site = site;
    this.realm = realm;
    this.agent = StoryAgent.create(site, "story-agent");
  }

  List<Step> steps() {
    return List.of(
        new Step("An agent is registered over SCIM, with Bob as its owner", this::register),
        new Step("Bob accepts to answer for it", this::accept),
        new Step("Its permit is at the gate: it asks for a token and gets one", this::token),
        new Step("Eleven days pass; its weekly review and the grace are over", this::lapse),
        new Step("It asks for a token and is refused", this::refused),
        new Step("Bob finds the open review and approves it, with a reason", this::approve),
        new Step("It asks again and gets a token", this::token),
        new Step("A week later its review is due again", this::dueAgain),
        new Step("It still gets a token", this::token),
        new Step("Bob revokes it", this::revoke),
        new Step("It asks for a token and is refused", this::dead),
        new Step("The token it still had is dead, too", this::lastTokenIsDead),
        new Step("The ledger tells the whole story", this::told),
        new Step("The ledger is verified", this::verified));
  }

  /** Puts both clocks back to real time. */
  void backToNow() {
    site.travel(Duration.ZERO);
  }

  private Exchange register() {
    Answer answer = agent.register(realm);
    require(answer.status() == 201, answer);
    return new Exchange(
        "POST /scim/v2/Agents  " + agent.name(), "201, identity " + agent.id() + ", version 1");
  }

  private Exchange accept() {
    Answer answer = agent.accept();
    require(answer.status() / 100 == 2, answer);
    version = answer.body().path("version").asLong();
    return new Exchange("POST /identities/" + agent.id() + "/acceptance", brief(answer));
  }

  private Exchange token() {
    agent.awaitPermit(version);
    Answer answer = agent.ask();
    require(answer.status() == 200, answer);
    lastToken = answer.body().path("access_token").asText();
    return asking(
        "200, a token for %d seconds, scope %s"
            .formatted(
                answer.body().path("expires_in").asInt(), answer.body().path("scope").asText()));
  }

  private Exchange lapse() {
    return travel(LAPSED);
  }

  private Exchange dueAgain() {
    return travel(DUE_AGAIN);
  }

  private Exchange travel(Duration fromRealTime) {
    site.travel(fromRealTime);
    return new Exchange(
        "PUT /demo/clock and Keycloak's own",
        "both clocks are %d days ahead".formatted(fromRealTime.toDays()));
  }

  private Exchange refused() {
    return refusedFor("REVIEW_LAPSED");
  }

  private Exchange approve() {
    return verdict("approve", "The quarter's invoices still need it.");
  }

  private Exchange revoke() {
    return verdict("revoke", "Its project has ended.");
  }

  private Exchange dead() {
    agent.awaitPermit(version);
    Answer answer = agent.ask();
    require(answer.status() / 100 == 4, answer);
    return asking(brief(answer));
  }

  private Exchange lastTokenIsDead() {
    if (site.tokens().active(lastToken, DemoRealm.PROVISIONING)) {
      throw new Trouble("Keycloak still says that the token is active.");
    }
    return new Exchange("introspection of the token", "active: false");
  }

  private Exchange told() {
    List<String> events =
        Patience.until(
            "the story in the ledger",
            SEALED,
            () -> Optional.of(agent.events()).filter(told -> told.containsAll(STORY)));
    return new Exchange("GET /ledger?identity=" + agent.id(), String.join(", ", events));
  }

  private Exchange verified() {
    Answer answer =
        site.registry().get("/ledger/verify", site.tokens().ofPerson("carol", "evidence:read"));
    require(answer.body().path("valid").asBoolean(), answer);
    return new Exchange("GET /ledger/verify", brief(answer));
  }

  private Exchange refusedFor(String reason) {
    Answer answer = agent.ask();
    String description = answer.body().path("error_description").asText();
    require(answer.status() / 100 == 4 && description.startsWith(reason + ":"), answer);
    return asking(brief(answer));
  }

  private Exchange verdict(String verdict, String reason) {
    JsonNode review = Patience.until("a review of " + agent.name(), SWEEP, agent::openReview);
    ObjectNode body = DemoRealm.JSON.createObjectNode();
    body.put("verdict", verdict)
        .put("reason", reason)
        .put("version", review.path("version").asLong());
    String path = "/reviews/" + review.path("id").asText() + "/verdict";
    Answer answer =
        site.registry().post(path, site.tokens().ofPerson(StoryAgent.OWNER, Registry.DECIDE), body);
    require(answer.status() / 100 == 2, answer);
    version = answer.body().path("version").asLong();
    return new Exchange("POST " + path + "  " + body, brief(answer));
  }

  private static Exchange asking(String answered) {
    return new Exchange("a token, by client_credentials, scope " + StoryAgent.SCOPE, answered);
  }

  private static String brief(Answer answer) {
    String line = answer.toString().strip().replaceAll("\\s+", " ");
    return line.substring(0, Math.min(400, line.length()));
  }

  private static void require(boolean holds, Answer answer) {
    if (!holds) {
      throw new Trouble("This step does not hold; the answer was " + brief(answer));
    }
  }
}
