package dev.steward.ownership;

import static io.restassured.RestAssured.given;

import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Owner;
import dev.steward.identity.Profile;
import dev.steward.people.People;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Somebody who owns identities and goes, and what those say who are asked to follow. */
final class Leaver {

  private Leaver() {}

  /** An agent that a person owns, and for which others were named. */
  static Identity agentOf(IdentityRegistry registry, String owner, Owner... others) {
    return agentOf(registry, RiskTier.MEDIUM, owner, others);
  }

  static Identity agentOf(IdentityRegistry registry, RiskTier tier, String owner, Owner... others) {
    Change.Register agent = Sample.agent(owner);
    Profile profile = agent.profile();
    Identity registered =
        registry
            .register(
                new Change.Register(
                    agent.id(),
                    new Profile(
                        profile.kind(),
                        profile.userName(),
                        null,
                        profile.displayName(),
                        null,
                        profile.purpose(),
                        profile.environment(),
                        tier),
                    agent.client(),
                    Stream.concat(agent.owners().stream(), Stream.of(others)).toList(),
                    agent.cadence(),
                    agent.controls(),
                    agent.validity(),
                    agent.allowance(),
                    true),
                Sample.PROVISIONER)
            .identity();
    accept(registered, owner).statusCode(200);
    return registered;
  }

  static void goes(People people, String person) {
    KeycloakDouble.running().person(person, false);
    people.refresh(Set.of(person));
  }

  static void isBack(People people, String person) {
    KeycloakDouble.running().person(person, true);
    people.refresh(Set.of(person));
  }

  static ValidatableResponse accept(Identity identity, String person) {
    return given()
        .auth()
        .oauth2(Tokens.person(person, "reviews:decide"))
        .post("/identities/" + identity.id() + "/acceptance")
        .then();
  }

  static ValidatableResponse decline(Identity identity, String person, Map<String, String> words) {
    return given()
        .auth()
        .oauth2(Tokens.person(person, "reviews:decide"))
        .contentType("application/json")
        .body(words)
        .post("/identities/" + identity.id() + "/decline")
        .then();
  }

  /** What a person is asked about an identity: role and evidence. */
  static List<Map<String, Object>> asked(Identity identity, String person) {
    List<Map<String, Object>> questions =
        given()
            .auth()
            .oauth2(Tokens.person(person, "reviews:decide"))
            .get("/ownership/questions?limit=1000")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("questions.question");
    return questions.stream()
        .filter(question -> identity.id().toString().equals(question.get("identity")))
        .toList();
  }
}
