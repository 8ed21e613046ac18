package dev.steward.ownership;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Profile;
import dev.steward.people.People;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrphanReportTest {

  @Inject IdentityRegistry registry;
  @Inject People people;

  @Test
  void listsWhoseOwnerNeverAccepted() {
    Identity identity =
        registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();

    assertThat(reasonFor(identity)).isEqualTo("owner-never-accepted");
  }

  @Test
  void doesNotListWhoseOwnerAccepted() {
    assertThat(reasonFor(accepted(Sample.person()))).isNull();
  }

  @Test
  void listsWhoseOwnerWasDisabledAndNoLongerWhenTheyAreBack() {
    String owner = Sample.person();
    Identity identity = accepted(owner);

    KeycloakDouble.running().person(owner, false);
    people.refresh(Set.of(owner));
    assertThat(reasonFor(identity)).isEqualTo("owner-disabled");

    KeycloakDouble.running().person(owner, true);
    people.refresh(Set.of(owner));
    assertThat(reasonFor(identity)).isNull();
  }

  @Test
  void listsWhoseOwnerLeft() {
    String owner = Sample.person();
    Identity identity = accepted(owner);

    KeycloakDouble.running().forget(owner);
    people.refresh(Set.of(owner));

    assertThat(reasonFor(identity)).isEqualTo("owner-left");
  }

  @Test
  void doesNotListTheRevoked() {
    Identity identity =
        registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();
    registry.change(
        identity.id(), null, List.of(new Change.Revoke("not needed")), Sample.PROVISIONER);

    assertThat(reasonFor(identity)).isNull();
  }

  @Test
  void saysWhoIsMeantAndSinceWhen() {
    String owner = Sample.person();
    Identity identity = registry.register(Sample.agent(owner), Sample.PROVISIONER).identity();

    Map<String, Object> orphan = orphan(identity);

    assertThat(orphan)
        .containsEntry("userName", identity.profile().userName())
        .containsEntry("standing", "GOOD")
        .containsEntry("riskTier", "MEDIUM")
        .containsEntry("owners", List.of("user-" + owner))
        .containsKey("since");
  }

  @Test
  void comesAsATableThatIsNoFormula() throws IOException {
    Change.Register agent = Sample.agent(Sample.person());
    Profile plain = agent.profile();
    String formula = "=HYPERLINK(\"http://x\",\"" + UUID.randomUUID() + "\")";
    registry.register(
        new Change.Register(
            agent.id(),
            new Profile(
                plain.kind(),
                plain.userName(),
                null,
                formula,
                null,
                null,
                "+production",
                plain.riskTier()),
            agent.client(),
            agent.owners(),
            agent.cadence(),
            agent.controls(),
            agent.validity(),
            agent.allowance(),
            true),
        Sample.PROVISIONER);

    for (String table :
        List.of(get("/reports/orphans?format=csv", "*/*"), get("/reports/orphans", "text/csv"))) {
      var row =
          CSVParser.parse(
                  new StringReader(table),
                  CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())
              .stream()
              .filter(one -> one.get("identity").equals(agent.id().toString()))
              .findFirst()
              .orElseThrow();
      assertThat(row.get("displayName")).isEqualTo("'" + formula);
      assertThat(row.get("environment")).isEqualTo("'+production");
      assertThat(row.get("reason")).isEqualTo("owner-never-accepted");
    }
  }

  @Test
  void comesInPagesThatMissNobody() {
    for (int i = 0; i < 3; i++) {
      registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER);
    }
    List<Map<String, Object>> whole = walk(1_000);

    assertThat(walk(2)).isEqualTo(whole);
  }

  @Test
  void refusesAFormatItDoesNotHave() {
    given()
        .auth()
        .oauth2(Tokens.person("carol", "reports:read"))
        .get("/reports/orphans?format=pdf")
        .then()
        .statusCode(400)
        .body("status", equalTo(400))
        .body("reason", nullValue());
  }

  @Test
  void nobodyAcceptsForSomebodyElse() {
    Identity identity =
        registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();

    accept(identity, Tokens.person(Sample.person(), "reviews:decide"), 403);
    accept(identity, Tokens.service("provisioner", "reviews:decide"), 403);
  }

  private Identity accepted(String owner) {
    Identity identity = registry.register(Sample.agent(owner), Sample.PROVISIONER).identity();
    accept(identity, Tokens.person(owner, "reviews:decide"), 200);
    return identity;
  }

  private static void accept(Identity identity, String token, int status) {
    given()
        .auth()
        .oauth2(token)
        .post("/identities/" + identity.id() + "/acceptance")
        .then()
        .statusCode(status);
  }

  private static @Nullable Object reasonFor(Identity identity) {
    return orphan(identity).get("reason");
  }

  private static Map<String, Object> orphan(Identity identity) {
    return walk(1_000).stream()
        .filter(orphan -> identity.id().toString().equals(orphan.get("identity")))
        .findFirst()
        .orElse(Map.of());
  }

  private static List<Map<String, Object>> walk(int limit) {
    List<Map<String, Object>> orphans = new ArrayList<>();
    String after = "";
    while (after != null) {
      var page =
          given()
              .auth()
              .oauth2(Tokens.person("carol", "reports:read"))
              .get("/reports/orphans?limit=" + limit + after)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      orphans.addAll(page.getList("orphans"));
      String next = page.getString("next");
      after = next == null ? null : "&after=" + next;
    }
    return orphans;
  }

  private static String get(String path, String accept) {
    return given()
        .auth()
        .oauth2(Tokens.person("carol", "reports:read"))
        .accept(accept)
        .get(path)
        .then()
        .statusCode(200)
        .contentType("text/csv")
        .extract()
        .asString();
  }
}
