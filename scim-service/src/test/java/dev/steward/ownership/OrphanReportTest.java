package dev.steward.ownership;

import static dev.steward.testing.TimeTravel.travel;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.steward.database.Database;
import dev.steward.delivery.Reconciler;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Profile;
import dev.steward.jobs.Job;
import dev.steward.people.People;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Answer;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Sample;
import dev.steward.testing.Sets;
import dev.steward.testing.Tokens;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrphanReportTest {

  @Inject IdentityRegistry registry;
  @Inject People people;
  @Inject Reconciler reconciler;
  @Inject Database database;
  @Inject @All List<Job> jobs;

  @AfterEach
  void returnToThePresent() {
    KeycloakDouble.running().gate(Gate.HOLDING);
    travel("PT0S");
  }

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
  void isNarrowedToALeaverByTheirUserNameOrEmail() {
    String owner = Sample.person();
    Identity identity = accepted(owner);
    KeycloakDouble.running().person(owner, false);
    people.refresh(Set.of(owner));

    String email = Objects.requireNonNull(people.known(Set.of(owner)).get(owner)).email();
    for (String word : List.of(owner, "user-" + owner, "USER-" + owner, String.valueOf(email))) {
      assertThat(
              given()
                  .auth()
                  .oauth2(Tokens.person("carol", "reports:read"))
                  .get("/reports/orphans?owner=" + word)
                  .jsonPath()
                  .getList("orphans.identity"))
          .as(word)
          .containsExactly(identity.id().toString());
    }
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
  void tellsAllReasonsWithTheirDeadlinesByTier() {
    String owner = Sample.person();
    Identity identity = accepted(owner);
    KeycloakDouble.running().person(owner, false);
    people.refresh(Set.of(owner));

    Map<String, Object> orphan = orphan(identity);

    assertThat(orphan).containsEntry("daysLeft", 30).containsKey("due");
    assertThat(reasons(orphan)).containsExactly("owner-disabled");
    travel("P31D");
    assertThat(orphan(identity)).containsEntry("daysLeft", -1);
  }

  @Test
  void tellsWhatItCanStillDo() {
    Identity identity =
        registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();
    Client client = Objects.requireNonNull(identity.client());
    gateShows(client.uuid(), "\"roles\":[\"orders-api:reader\"],");

    assertThat(orphan(identity))
        .containsEntry("mayAct", true)
        .containsEntry("client", client.uuid())
        .containsEntry("clientId", "agent")
        .containsEntry("scopes", List.of("invoices:read", "orders:read"))
        .containsEntry("roles", List.of("orders-api:reader"));
  }

  @Test
  void tellsThatWhoseClientIsDisabledGetsNoTokens() {
    Identity identity =
        registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();
    gateShows(Objects.requireNonNull(identity.client()).uuid(), "", false);

    assertThat(orphan(identity)).containsEntry("mayAct", false);
  }

  @Test
  void listsWhoseClientIsGoneAlthoughSomebodyOwnsIt() {
    Identity identity = accepted(Sample.person());
    goes(Objects.requireNonNull(identity.client()));

    assertThat(reasonFor(identity)).isEqualTo("environment-gone");
  }

  @Test
  void tellsThatWhoseClientIsGoneGetsNoTokens() {
    Identity identity = accepted(Sample.person());
    goes(Objects.requireNonNull(identity.client()));

    assertThat(orphan(identity)).containsEntry("mayAct", false);
  }

  private void goes(Client client) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database.update(
                    "insert into incident values (?, ?, 'ClientGone', now())",
                    client.realm(),
                    client.uuid()));
  }

  @Test
  void listsWhoseEnvironmentIsNoMore() {
    Identity identity = accepted(Sample.person());
    assertThat(reasonFor(identity)).isNull();

    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database.update(
                    "update identity set environment = 'the-old-data-centre' where id = ?",
                    identity.id().value()));

    assertThat(reasonFor(identity)).isEqualTo("environment-gone");
  }

  @Test
  void listsWhoIsUnused() {
    push(Sets.uses(List.of()));
    Identity identity = accepted(Sample.person());

    travel("P181D");

    assertThat(reasonFor(identity)).isEqualTo("dormant");
  }

  @Test
  void listsClientsThatNobodyRegistered() {
    String uuid = UUID.randomUUID().toString();
    gateShows(uuid, "\"defaultScopes\":[\"orders:read\"],");
    push(Sets.uses(List.of(Map.of("client", uuid, "day", "2026-11-01", "issued", 1))));

    Map<String, Object> shadow =
        walk(1_000).stream()
            .filter(orphan -> uuid.equals(orphan.get("client")))
            .findFirst()
            .orElseThrow();

    assertThat(shadow)
        .containsEntry("reason", "shadow")
        .containsEntry("scopes", List.of("orders:read"))
        .containsEntry("lastUsed", "2026-11-01")
        .doesNotContainKey("identity");
  }

  @Test
  void isNarrowedByEachOfItsFilters() {
    String owner = Sample.person();
    Identity identity = accepted(owner);
    KeycloakDouble.running().person(owner, false);
    people.refresh(Set.of(owner));

    for (String query :
        List.of(
            "reason=owner-disabled",
            "reason=owner-left&reason=owner-disabled",
            "tier=medium",
            "kind=ai-agent",
            "environment=production",
            "owner=" + owner)) {
      assertThat(ids(query)).as(query).contains(identity.id().toString());
    }
    for (String query :
        List.of(
            "reason=owner-left",
            "reason=shadow",
            "reason=dormant,owner-missing,owner-never-accepted,environment-gone,owner-over-limit",
            "tier=critical",
            "kind=workload",
            "environment=test",
            "owner=nobody")) {
      assertThat(ids(query)).as(query).doesNotContain(identity.id().toString());
    }
    assertThat(ids("owner=" + owner)).containsExactly(identity.id().toString());
  }

  @Test
  void refusesWordsThatItDoesNotKnow() {
    for (String query :
        List.of("reason=bored", "tier=huge", "kind=robot", "at=someday", "at=2999-01-01")) {
      given()
          .auth()
          .oauth2(Tokens.person("carol", "reports:read"))
          .get("/reports/orphans?" + query)
          .then()
          .statusCode(400)
          .contentType("application/problem+json");
    }
  }

  @Test
  void isCountedForTheMetricsByAJob() {
    Identity identity =
        registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();
    gateShows(UUID.randomUUID().toString(), "\"defaultScopes\":[\"orders:read\"],");
    jobs.stream().filter(job -> job.name().equals("orphans")).forEach(Job::run);

    long counted =
        database.number(
            "select found from orphan_count where reason = ? and risk_tier = ?",
            OrphanReason.OWNER_NEVER_ACCEPTED,
            identity.profile().riskTier());
    long shadows =
        walk(1_000).stream().filter(orphan -> "shadow".equals(orphan.get("reason"))).count();

    assertThat(counted)
        .isEqualTo(ids("reason=owner-never-accepted&tier=medium").size())
        .isPositive();
    assertThat(shadows).isPositive();
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString(metric("owner-never-accepted", "medium", counted)))
        .body(containsString(metric("shadow", "unregistered", shadows)));
  }

  private static String metric(String reason, String tier, long value) {
    return "steward_orphans{reason=\"%s\",tier=\"%s\"} %d.0\n".formatted(reason, tier, value);
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

    assertThat(walk(2 + whole.size() / 25)).isEqualTo(whole);
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

  private static List<String> ids(String query) {
    return given()
        .auth()
        .oauth2(Tokens.person("carol", "reports:read"))
        .get("/reports/orphans?limit=1000&" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("orphans.identity");
  }

  private static List<Object> reasons(Map<String, Object> orphan) {
    List<?> reasons = (List<?>) Objects.requireNonNull(orphan.get("reasons"));
    return reasons.stream().<Object>map(one -> ((Map<?, ?>) one).get("reason")).toList();
  }

  private void gateShows(String uuid, String facts) {
    gateShows(uuid, facts, true);
  }

  private void gateShows(String uuid, String facts, boolean enabled) {
    String client =
        """
        {"uuid":"%s","clientId":"agent","enabled":%s,"actsByItself":["client_credentials"],%s
         "permit":{"state":"NONE"}}"""
            .formatted(uuid, enabled, facts);
    KeycloakDouble.running()
        .gate(
            (method, path, body) ->
                path.endsWith("/clients/" + uuid)
                    ? new Answer(200, client)
                    : Gate.HOLDING.answer(method, path, body));
    reconciler.look(new Client(KeycloakDouble.REALM, uuid));
  }

  private static void push(String set) {
    Sets.push(set).then().statusCode(202);
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
    return OrphanPages.walk("limit=" + limit);
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
