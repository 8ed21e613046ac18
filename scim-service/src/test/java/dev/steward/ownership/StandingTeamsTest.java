package dev.steward.ownership;

import static dev.steward.ownership.Leaver.accept;
import static dev.steward.ownership.Leaver.agentOf;
import static dev.steward.ownership.Leaver.asked;
import static dev.steward.ownership.Leaver.decline;
import static dev.steward.ownership.Leaver.goes;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.steward.identity.Identity;
import dev.steward.people.People;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A group that answers for an identity while its people come and go. */
@QuarkusTest
class StandingTeamsTest {

  @Inject IdentityRegistry registry;
  @Inject People people;
  @Inject StandingTeams teams;

  private final String ada = Sample.person();
  private final String ben = Sample.person();
  private final String cy = Sample.person();

  @BeforeEach
  void everybodyIsKnown() {
    people.refresh(Set.of(ada, ben, cy));
  }

  @Test
  void whoComesIsAskedAndWhoLeavesIsNotAskedAnyMore() {
    String group = group(ben);
    Identity agent = agentOf(registry, ada);
    named(agent, group);
    assertThat(asked(agent, ben)).hasSize(1);

    members(group, cy);
    teams.run();

    assertThat(asked(agent, ben)).isEmpty();
    assertThat(asked(agent, cy)).hasSize(1);
  }

  @Test
  void whoseGroupIsInTheGroupIsAskedToo() {
    String inner = group(ben);
    String outer = group(ada);
    Identity agent = agentOf(registry, ada);
    named(agent, outer);

    members(outer, ada, inner);
    teams.run();

    assertThat(asked(agent, ben)).hasSize(1);
  }

  @Test
  void whoSaidYesStaysAndWhoSaidNoIsNotAskedAgain() {
    String group = group(ben, cy);
    Identity agent = agentOf(registry, ada);
    named(agent, group);
    accept(agent, ben).statusCode(200);
    decline(agent, cy, Map.of("reason", "not mine")).statusCode(200);

    members(group, ada);
    members(group, ben, cy);
    teams.run();

    assertThat(asked(agent, ben)).isEmpty();
    assertThat(asked(agent, cy)).isEmpty();
  }

  @Test
  void whoIsNotHereIsNotAsked() {
    String group = group(ben);
    Identity agent = agentOf(registry, ada);
    named(agent, group);
    goes(people, cy);

    members(group, ben, cy);
    teams.run();

    assertThat(asked(agent, cy)).isEmpty();
  }

  @Test
  void aGroupThatIsTakenOffAsksNobody() {
    String group = group(ben);
    Identity agent = agentOf(registry, ada);
    named(agent, group);
    listed(agent).body("teams.group", contains(group)).body("teams[0].role", equalTo("OWNER"));

    provisioner()
        .delete("/identities/%s/owners/teams/%s".formatted(agent.id(), group))
        .then()
        .statusCode(204);
    members(group, ben, cy);
    teams.run();

    listed(agent).body("teams", empty());
    assertThat(asked(agent, ben)).isEmpty();
    assertThat(asked(agent, cy)).isEmpty();
    provisioner()
        .delete("/identities/%s/owners/teams/%s".formatted(agent.id(), group))
        .then()
        .statusCode(404);
  }

  private static ValidatableResponse listed(Identity agent) {
    return given()
        .auth()
        .oauth2(Tokens.person("carol", "reports:read"))
        .get("/identities/%s/owners/teams".formatted(agent.id()))
        .then()
        .statusCode(200);
  }

  private static void named(Identity agent, String group) {
    provisioner()
        .contentType("application/json")
        .body(Map.of("group", group))
        .post("/identities/%s/owners/proposals".formatted(agent.id()))
        .then()
        .statusCode(200);
  }

  private static String group(String... members) {
    return provisioner()
        .contentType("application/scim+json")
        .body(document(members))
        .post("/scim/v2/Groups")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static void members(String group, String... members) {
    provisioner()
        .contentType("application/scim+json")
        .body(document(members))
        .put("/scim/v2/Groups/" + group)
        .then()
        .statusCode(200);
  }

  private static Map<String, Object> document(String... members) {
    return Map.of(
        "schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:Group"),
        "displayName", "Payments",
        "members", Arrays.stream(members).map(one -> Map.of("value", one)).toList());
  }

  private static RequestSpecification provisioner() {
    return given().auth().oauth2(Tokens.service("provisioner", "scim:read scim:write"));
  }
}
