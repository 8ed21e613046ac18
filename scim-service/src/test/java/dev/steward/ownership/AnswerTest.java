package dev.steward.ownership;

import static dev.steward.ownership.Leaver.accept;
import static dev.steward.ownership.Leaver.agentOf;
import static dev.steward.ownership.Leaver.asked;
import static dev.steward.ownership.Leaver.decline;
import static dev.steward.ownership.Leaver.goes;
import static dev.steward.ownership.Leaver.isBack;
import static dev.steward.testing.TimeTravel.travel;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.steward.finding.Finding;
import dev.steward.finding.Finding.Reason;
import dev.steward.finding.Findings;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Owner;
import dev.steward.identity.Owner.Role;
import dev.steward.people.People;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AnswerTest {

  @Inject IdentityRegistry registry;
  @Inject Identities identities;
  @Inject People people;
  @Inject HandOvers handOvers;
  @Inject Limits limits;
  @Inject Findings findings;

  private final String ada = Sample.person();
  private final String ben = Sample.person();
  private final String eve = Sample.person();

  @AfterEach
  void returnToThePresent() {
    travel("PT0S");
  }

  @Test
  void yesMakesTheAskedTheOwnerInThePlaceOfWhoWent() {
    Identity agent = handedOverTo(ben);

    accept(agent, ben).statusCode(200).body("owners", hasSize(1)).body("warnings", hasSize(0));

    assertThat(now(agent).handOver()).isNull();
    assertThat(now(agent).owners())
        .singleElement()
        .satisfies(owner -> assertThat(owner.person()).isEqualTo(ben))
        .satisfies(owner -> assertThat(owner.role()).isEqualTo(Role.OWNER));
    assertThat(asked(agent, ben)).isEmpty();
    accept(agent, ben).statusCode(200);
  }

  @Test
  void yesAfterTheDeadlineLeavesItSuspended() {
    Identity agent = handedOverTo(ben);

    travel("P15D");
    accept(agent, ben).statusCode(200);

    assertThat(now(agent).handOver()).isNull();
    assertThat(now(agent).intent()).isEqualTo(Intent.SUSPENDED);
  }

  @Test
  void yesIsNobodysWhoWasNotAsked() {
    Identity agent = handedOverTo(ben);

    accept(agent, eve).statusCode(403).body("reason", equalTo("NOT_YOURS"));
  }

  @Test
  void yesIsNobodysWhoIsGone() {
    Identity agent = handedOverTo(ben);

    goes(people, ben);
    accept(agent, ben).statusCode(403).body("reason", equalTo("NOT_YOURS"));
  }

  @Test
  void yesBesideAnOwnerWhoIsBackReplacesNobody() {
    Identity agent = handedOverTo(ben);

    isBack(people, ada);
    accept(agent, ben).statusCode(200);

    assertThat(now(agent).owners()).extracting(Owner::person).contains(ada, ben);
    assertThat(now(agent).handOver()).isNull();
  }

  @Test
  void noLeavesTheHandOverAsItIsAndIsNotAskedAgain() {
    Identity agent = handedOverTo(ben);
    Identity before = now(agent);

    decline(agent, ben, Map.of("reason", "another team's")).statusCode(200);

    assertThat(now(agent).goodUntil()).isEqualTo(before.goodUntil());
    assertThat(asked(agent, ben)).isEmpty();
    assertThat(history(agent).jsonPath().getList("chapters.event")).contains("OwnershipDeclined");
  }

  @Test
  void noWithACounterProposalAsksThem() {
    Identity agent = handedOverTo(ben);

    decline(agent, ben, Map.of("reason", "hers", "counterProposal", eve + "@Example.org"))
        .statusCode(200);

    assertThat(asked(agent, eve))
        .singleElement()
        .extracting("evidence")
        .isEqualTo(List.of("named-by:" + ben));
    accept(agent, eve).statusCode(200);
    assertThat(now(agent).handOver()).isNull();
  }

  @Test
  void noSaysWhy() {
    Identity agent = handedOverTo(ben);

    decline(agent, ben, Map.of("reason", " "))
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString("say why"));
  }

  @Test
  void noProposesSomebodyWhoIsHere() {
    Identity agent = handedOverTo(ben);

    decline(agent, ben, Map.of("reason", "no", "counterProposal", "nobody"))
        .statusCode(409)
        .body("reason", equalTo("OWNER_REQUIRED"));
    decline(agent, ben, Map.of("reason", "no", "counterProposal", ben)).statusCode(409);
  }

  @Test
  void noOfTheLastOwnerBeginsAHandOver() {
    Identity agent = agentOf(registry, ada, new Owner(ben, Role.BACKUP, null));
    accept(agent, ben).statusCode(200);

    decline(agent, ada, Map.of("reason", "I change teams")).statusCode(200);

    Identity left = now(agent);
    assertThat(left.owners()).extracting(Owner::person).containsExactly(ben);
    assertThat(left.handOver()).isNotNull();
    assertThat(left.intent()).isEqualTo(Intent.APPROVED);
    assertThat(asked(agent, ben)).hasSize(1);
    assertThat(asked(agent, ada)).isEmpty();
    accept(agent, ben).statusCode(200);
    assertThat(now(agent).handOver()).isNull();
  }

  @Test
  void noOfOneOwnerOfTwoBeginsNothing() {
    Identity agent = agentOf(registry, ada, new Owner(ben, Role.OWNER, null));
    accept(agent, ben).statusCode(200);

    decline(agent, ada, Map.of("reason", "one is enough")).statusCode(200);

    assertThat(now(agent).handOver()).isNull();
    assertThat(now(agent).owners()).extracting(Owner::person).containsExactly(ben);
  }

  @Test
  void isAskedForWithALinkThatNeedsALogin() {
    Identity agent = registry.register(Sample.agent(ben), Sample.PROVISIONER).identity();

    given()
        .auth()
        .oauth2(Tokens.person(ben, "reviews:decide"))
        .get("/ownership/questions")
        .then()
        .statusCode(200)
        .body("questions", hasSize(1))
        .body("questions[0].question.evidence", hasItem("named"))
        .body(
            "questions[0].link",
            equalTo("https://console.example/ownership?identity=" + agent.id()));
    given().get("/ownership/questions").then().statusCode(401);
  }

  @Test
  void isWarnedOfWhereOnePersonOwnsTooMuch() {
    agentOf(registry, RiskTier.LOW, ada);
    Identity second = agentOf(registry, RiskTier.LOW, ada);
    assertThat(reasons(second)).isEmpty();

    Identity third = agentOf(registry, RiskTier.LOW, eve, new Owner(ada, Role.OWNER, null));
    accept(third, ada)
        .statusCode(200)
        .body("warnings[0]", startsWith("this makes 3 identities of low risk under one owner"));

    assertThat(reasons(second)).containsExactly(Reason.OWNER_OVER_LIMIT);
    decline(third, ada, Map.of("reason", "too much")).statusCode(200);
    limits.run();
    assertThat(reasons(second)).isEmpty();
  }

  @Test
  void ofAGroupIsEachMembersOwn() {
    String group =
        given()
            .auth()
            .oauth2(Tokens.service("provisioner", "scim:read scim:write"))
            .contentType("application/scim+json")
            .body(
                Map.of(
                    "schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:Group"),
                    "displayName", "Payments",
                    "members", List.of(Map.of("value", ben), Map.of("value", eve))))
            .post("/scim/v2/Groups")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    Identity agent = agentOf(registry, ada);
    goes(people, eve);

    propose(agent, Map.of("group", group)).statusCode(200).body("people", equalTo(List.of(ben)));
    propose(agent, Map.of("group", group)).statusCode(200).body("people", hasSize(0));
    assertThat(asked(agent, ben))
        .singleElement()
        .extracting("evidence")
        .isEqualTo(List.of("member-of:" + group));
    accept(agent, ben).statusCode(200);

    assertThat(now(agent).owners()).extracting(Owner::person).containsExactly(ben, ada);
    propose(agent, Map.of("group", UUID.randomUUID().toString())).statusCode(409);
    propose(agent, Map.of()).statusCode(400);
  }

  @Test
  void isAskedForARoleInWhateverCaseItIsWritten() {
    Identity agent = agentOf(registry, ada);

    propose(agent, Map.of("person", ben, "role", "backup")).statusCode(200);
    propose(agent, Map.of("person", eve, "role", "SPONSOR")).statusCode(200);

    assertThat(asked(agent, ben)).singleElement().extracting("role").isEqualTo("BACKUP");
    assertThat(asked(agent, eve)).singleElement().extracting("role").isEqualTo("SPONSOR");
    propose(agent, Map.of("person", eve, "role", "chief"))
        .statusCode(400)
        .body("detail", containsString("one of owner, backup, sponsor"));
  }

  @Test
  void isPartOfAHistory() {
    Identity agent = handedOverTo(ben);
    accept(agent, ben).statusCode(200);

    assertThat(history(agent).jsonPath().getList("chapters.event", String.class))
        .containsExactly(
            "Register",
            "AcceptOwnership",
            "AcceptOwnership",
            "BeginHandOver",
            "OwnersProposed",
            "TakeOver");
    given()
        .auth()
        .oauth2(Tokens.person("carol", "evidence:read"))
        .get("/identities/" + UUID.randomUUID() + "/owners/history")
        .then()
        .statusCode(404);
  }

  @Test
  void isAwaitedInTheScimResourceAndAmongItsFindings() {
    Identity agent = handedOverTo(ben);
    String governance = "'urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity'";

    given()
        .auth()
        .oauth2(Tokens.person("carol", "scim:read"))
        .get("/scim/v2/Agents/" + agent.id())
        .then()
        .statusCode(200)
        .body(governance + ".handOver.deadline", equalTo(now(agent).goodUntil().toString()))
        .body(governance + ".custodian.value", equalTo(ben))
        .body(governance + ".findings.reason", hasItem("hand-over"));
    travel("P15D");
    assertThat(reasons(agent)).contains(Reason.OWNER_GONE);
  }

  /** An agent whose owner went, with a backup who accepted. */
  private Identity handedOverTo(String backup) {
    Identity agent = agentOf(registry, ada, new Owner(backup, Role.BACKUP, null));
    accept(agent, backup).statusCode(200);
    goes(people, ada);
    handOvers.keepUp();
    return agent;
  }

  private Identity now(Identity identity) {
    return identities.find(identity.id()).orElseThrow().identity();
  }

  private List<Reason> reasons(Identity identity) {
    return findings.of(List.of(now(identity))).getOrDefault(identity.id(), List.of()).stream()
        .map(Finding::reason)
        .toList();
  }

  private static ValidatableResponse propose(Identity identity, Map<String, String> proposal) {
    return given()
        .auth()
        .oauth2(Tokens.service("provisioner", "scim:write"))
        .contentType("application/json")
        .body(proposal)
        .post("/identities/" + identity.id() + "/owners/proposals")
        .then();
  }

  private static ExtractableResponse<?> history(Identity identity) {
    return given()
        .auth()
        .oauth2(Tokens.person("carol", "evidence:read"))
        .get("/identities/" + identity.id() + "/owners/history")
        .then()
        .statusCode(200)
        .extract();
  }
}
