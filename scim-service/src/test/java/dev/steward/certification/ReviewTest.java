package dev.steward.certification;

import static dev.steward.testing.TimeTravel.travel;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.steward.caller.Caller;
import dev.steward.database.Database;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.OwnerChange;
import dev.steward.identity.Validity;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import dev.steward.testing.Traces;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReviewTest {

  private static final String SCOPE = "reviews:decide";
  private static final String WHY = "still needed for the quarter";

  @Inject IdentityRegistry registry;
  @Inject Identities identities;
  @Inject Sweep sweep;
  @Inject Database database;
  @Inject Traces traces;
  @Inject Clock clock;

  @AfterEach
  void returnToThePresent() {
    travel("PT0S");
  }

  @Test
  void opensOnceWhenItIsDueSoon() {
    Identity identity = accepted(Sample.person());
    sweep.run();
    assertThat(reviewsOf(identity)).isEmpty();

    travel("P61D");
    sweep.run();
    sweep.run();

    assertThat(reviewsOf(identity)).hasSize(1);
    assertThat(traces.events(identity)).containsOnlyOnce("ReviewOpened");
  }

  @Test
  void opensOnceAlsoWhenTwoSweepAtATime() throws Exception {
    List<Identity> due = Stream.generate(() -> accepted(Sample.person())).limit(10).toList();
    travel("P61D");
    Callable<Void> sweeping =
        () -> {
          sweep.run();
          return null;
        };

    try (ExecutorService sweeps = Executors.newFixedThreadPool(3)) {
      for (Future<Void> done : sweeps.invokeAll(List.of(sweeping, sweeping, sweeping))) {
        done.get();
      }
    }

    assertThat(due).allSatisfy(identity -> assertThat(reviewsOf(identity)).hasSize(1));
  }

  @Test
  void beginsAnIdentityWhenItsDayHasCome() {
    var from = clock.instant().plus(Duration.ofDays(3));
    Identity waiting =
        registry
            .register(
                Sample.within(
                    Validity.between(from, null, clock.instant()), Sample.agent(Sample.person())),
                Sample.PROVISIONER)
            .identity();

    sweep.run();
    assertThat(read(waiting.id()).validity().begun()).isFalse();
    travel("P4D");
    sweep.run();

    assertThat(read(waiting.id()).validity().begun()).isTrue();
    assertThat(read(waiting.id()).version()).isEqualTo(2);
  }

  @Test
  void isListedToWhoMayDecideItAndToNobodyElse() {
    String owner = Sample.person();
    Identity identity = due(owner);
    String review = reviewOf(identity);

    list(Tokens.person(owner, SCOPE)).body("reviews.id", hasItem(review));
    list(Tokens.person(Sample.person(), SCOPE)).body("reviews.id", not(hasItem(review)));
    list(Tokens.person(Sample.person(), SCOPE, Caller.ADMIN)).body("reviews.id", hasItem(review));
  }

  @Test
  void isListedInPages() {
    String owner = Sample.person();
    List<String> due =
        Stream.generate(() -> accepted(owner)).limit(5).map(one -> one.id().toString()).toList();
    travel("P61D");
    sweep.run();

    Map<String, Object> first = pageOf(owner, "");
    Map<String, Object> second = pageOf(owner, "&after=" + first.get("next"));

    assertThat(Stream.concat(identitiesIn(first), identitiesIn(second)))
        .containsExactlyInAnyOrderElementsOf(due);
    assertThat(second.get("next")).isNull();
  }

  @Test
  void showsWhatThereIsToDecideOn() {
    String owner = Sample.person();
    Identity identity = due(owner);

    given()
        .auth()
        .oauth2(Tokens.person(owner, SCOPE))
        .get("/reviews/" + reviewOf(identity))
        .then()
        .statusCode(200)
        .body("identity", equalTo(identity.id().toString()))
        .body("version", equalTo((int) identity.version()))
        .body("purpose", equalTo("Matches invoices to orders"))
        .body("scopes", hasItems("invoices:read", "orders:read"))
        .body("standing", equalTo("GOOD"));
    given()
        .auth()
        .oauth2(Tokens.person(Sample.person(), SCOPE))
        .get("/reviews/" + reviewOf(identity))
        .then()
        .statusCode(404);
  }

  @Nested
  class AVerdict {

    private final String owner = Sample.person();

    @Test
    void toApproveIsAReview() {
      Identity identity = due(owner);
      travel("P120D");

      decide(owner, identity, Map.of("verdict", "approve", "reason", WHY))
          .statusCode(200)
          .body("version", equalTo((int) identity.version() + 1))
          .body("standing", equalTo("GOOD"));

      assertThat(read(identity.id()).reviewDue()).isAfter(identity.reviewDue());
      assertThat(traces.events(identity)).endsWith("Certify", "ReviewDecided");
    }

    @Test
    void toLimitTakesScopesAway() {
      Identity identity = due(owner);

      decide(
              owner,
              identity,
              Map.of("verdict", "limit", "reason", WHY, "scopes", List.of("invoices:read")))
          .statusCode(200);

      assertThat(read(identity.id()).allowance().scopes()).containsExactly("invoices:read");
    }

    @Test
    void toLimitThatLimitsNothingIsRefused() {
      Identity identity = due(owner);

      decide(
              owner,
              identity,
              Map.of(
                  "verdict",
                  "limit",
                  "reason",
                  WHY,
                  "scopes",
                  List.of("invoices:read", "orders:read")))
          .statusCode(409)
          .contentType("application/problem+json")
          .body("reason", equalTo("NOT_NARROWER"));
      assertThat(isOpen(identity)).isTrue();
    }

    @Test
    void toRevokeEndsItForGood() {
      Identity identity = due(owner);

      decide(owner, identity, Map.of("verdict", "revoke", "reason", WHY))
          .statusCode(200)
          .body("standing", equalTo("REVOKED"));

      assertThat(read(identity.id()).intent()).isEqualTo(Intent.REVOKED);
      assertThat(
              database.list(
                  "select intent from parcel where identity_id = ?",
                  row -> row.text("intent"),
                  identity.id().value()))
          .containsExactly("REVOKED");
    }

    @Test
    void toAbstainLeavesItToAnother() {
      Identity identity = due(owner);

      decide(owner, identity, Map.of("verdict", "abstain", "reason", WHY)).statusCode(200);
      decide(owner, identity, Map.of("verdict", "abstain", "reason", WHY)).statusCode(200);

      assertThat(isOpen(identity)).isTrue();
      assertThat(traces.events(identity)).containsOnlyOnce("ReviewAbstained");
    }

    @Test
    void isAboutWhatTheReviewerSaw() {
      Identity identity = due(owner);
      registry.change(
          identity.id(),
          null,
          List.of(new Change.Limit(java.util.Set.of(), null, "an incident")),
          Sample.PROVISIONER);

      decide(owner, identity, Map.of("verdict", "approve", "reason", WHY))
          .statusCode(409)
          .body("reason", equalTo("VERSION_CONFLICT"));
      assertThat(isOpen(identity)).isTrue();
    }

    @Test
    void isAnsweredTheSameWhenItIsSentAgain() {
      Identity identity = due(owner);
      Map<String, Object> verdict = Map.of("verdict", "approve", "reason", WHY);
      travel("P80D");

      String first = decide(owner, identity, verdict).statusCode(200).extract().asString();
      String second = decide(owner, identity, verdict).statusCode(200).extract().asString();

      assertThat(second).isEqualTo(first);
      assertThat(traces.events(identity)).containsOnlyOnce("ReviewDecided");
      decide(owner, identity, Map.of("verdict", "revoke", "reason", WHY))
          .statusCode(409)
          .body("reason", equalTo("ALREADY_DECIDED"));
    }

    @Test
    void toLimitOtherwiseIsNotTheSame() {
      Identity identity = due(owner);
      decide(
              owner,
              identity,
              Map.of("verdict", "limit", "reason", WHY, "scopes", List.of("invoices:read")))
          .statusCode(200);

      decide(owner, identity, Map.of("verdict", "limit", "reason", WHY, "scopes", List.of()))
          .statusCode(409)
          .body("reason", equalTo("ALREADY_DECIDED"));
      decide(
              owner,
              identity,
              Map.of("verdict", "limit", "reason", WHY, "validUntil", "2999-01-01T00:00:00Z"))
          .statusCode(409);
      decide(
              owner,
              identity,
              Map.of("verdict", "limit", "reason", WHY, "scopes", List.of("invoices:read")))
          .statusCode(200);
    }

    @Test
    void takesAReason() {
      Identity identity = due(owner);

      for (String reason : List.of("", "ok", "   still   ")) {
        decide(owner, identity, Map.of("verdict", "approve", "reason", reason))
            .statusCode(400)
            .body("detail", containsString("reason"));
      }
    }

    @Test
    void isRefusedInWordsWhenItMakesNoSense() {
      Identity identity = due(owner);
      String path = "/reviews/" + reviewOf(identity) + "/verdict";
      for (String body :
          List.of(
              "",
              "{",
              "[]",
              "null",
              "{\"verdict\":\"maybe\",\"reason\":\"" + WHY + "\",\"version\":2}",
              "{\"verdict\":\"approve\",\"reason\":\"" + WHY + "\"}",
              "{\"verdict\":\"approve\",\"reason\":\"" + WHY + "\",\"version\":\"two\"}",
              "{\"verdict\":\"limit\",\"reason\":\"" + WHY + "\",\"version\":2}",
              "{\"verdict\":\"limit\",\"reason\":\"" + WHY + "\",\"version\":2,\"scopes\":\"all\"}",
              "{\"verdict\":\"limit\",\"reason\":\"" + WHY + "\",\"version\":2,\"scopes\":[null]}",
              "{\"verdict\":\"limit\",\"reason\":\""
                  + WHY
                  + "\",\"version\":2,\"validUntil\":\"x\"}",
              "{\"verdict\":\"approve\",\"reason\":\"nul \\u0000 is no text\",\"version\":2}")) {
        given()
            .auth()
            .oauth2(Tokens.person(owner, SCOPE))
            .contentType("application/json")
            .body(body)
            .post(path)
            .then()
            .statusCode(400)
            .contentType("application/problem+json");
      }
      given()
          .auth()
          .oauth2(Tokens.person(owner, SCOPE))
          .contentType("application/json")
          .body(Map.of("verdict", "approve", "reason", WHY, "version", 1))
          .post("/reviews/" + UUID.randomUUID() + "/verdict")
          .then()
          .statusCode(404);
    }

    @Test
    void isNotForStrangersProgramsOrTheIdentityItself() {
      Identity identity = due(owner);
      Map<String, Object> verdict = Map.of("verdict", "approve", "reason", WHY);
      String named = Sample.person();

      decideWith(Tokens.person(Sample.person(), SCOPE), identity, verdict).statusCode(403);
      decideWith(Tokens.service("provisioner", SCOPE), identity, verdict).statusCode(403);
      registry.change(
          identity.id(),
          null,
          List.of(
              new OwnerChange.AssignOwners(
                  Stream.concat(
                          identity.owners().stream(),
                          Stream.of(
                              new dev.steward.identity.Owner(
                                  named, dev.steward.identity.Owner.Role.BACKUP, null)))
                      .toList())),
          Sample.PROVISIONER);
      decideWith(Tokens.person(named, SCOPE), identity, verdict).statusCode(403);
      decideWith(
              Tokens.signed(
                  Tokens.claims(owner, SCOPE)
                      .claim("azp", identity.profile().userName())
                      .claim("preferred_username", "user")
                      .build()),
              identity,
              verdict)
          .statusCode(403)
          .body("detail", containsString("own client"));
      assertThat(isOpen(identity)).isTrue();
    }

    @Test
    void isNotForWhoWasDisabled() {
      Identity identity = due(owner);
      KeycloakDouble.running().person(owner, false);

      decide(owner, identity, Map.of("verdict", "approve", "reason", WHY)).statusCode(403);
    }
  }

  @Test
  void closesByItselfWhenTheIdentityIsRevoked() {
    Identity identity = due(Sample.person());

    registry.change(
        identity.id(), null, List.of(new Change.Revoke("an incident")), Sample.PROVISIONER);

    assertThat(isOpen(identity)).isFalse();
  }

  private Identity due(String owner) {
    Identity identity = accepted(owner);
    travel("P61D");
    sweep.run();
    return identity;
  }

  private Identity accepted(String owner) {
    Identity identity = registry.register(Sample.agent(owner), Sample.PROVISIONER).identity();
    given()
        .auth()
        .oauth2(Tokens.person(owner, SCOPE))
        .post("/identities/" + identity.id() + "/acceptance")
        .then()
        .statusCode(200)
        .body("version", equalTo(2));
    return read(identity.id());
  }

  private Identity read(Id id) {
    return identities.find(id).orElseThrow().identity();
  }

  private ValidatableResponse decide(
      String person, Identity identity, Map<String, Object> verdict) {
    return decideWith(Tokens.person(person, SCOPE), identity, verdict);
  }

  private ValidatableResponse decideWith(
      String token, Identity identity, Map<String, Object> verdict) {
    Map<String, Object> body = new LinkedHashMap<>(verdict);
    body.put("version", identity.version());
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(body)
        .post("/reviews/" + reviewOf(identity) + "/verdict")
        .then();
  }

  private static ValidatableResponse list(String token) {
    return given().auth().oauth2(token).get("/reviews?limit=500").then().statusCode(200);
  }

  private static Map<String, Object> pageOf(String person, String more) {
    return given()
        .auth()
        .oauth2(Tokens.person(person, SCOPE))
        .get("/reviews?limit=3" + more)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getMap("");
  }

  @SuppressWarnings("unchecked") // what the JSON is like is what is tested
  private static Stream<String> identitiesIn(Map<String, Object> page) {
    return ((List<Map<String, Object>>) Objects.requireNonNull(page.get("reviews")))
        .stream().map(review -> String.valueOf(review.get("identity")));
  }

  private String reviewOf(Identity identity) {
    return reviewsOf(identity).getLast();
  }

  private List<String> reviewsOf(Identity identity) {
    return database.list(
        "select id from review where identity_id = ? order by opened_at",
        row -> row.uuid("id").toString(),
        identity.id().value());
  }

  private boolean isOpen(Identity identity) {
    return database.number(
            "select count(*) from review where identity_id = ? and closed_at is null",
            identity.id().value())
        == 1;
  }
}
