package dev.steward.usage;

import static dev.steward.testing.TimeTravel.travel;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.steward.database.Database;
import dev.steward.finding.Finding;
import dev.steward.finding.Finding.Reason;
import dev.steward.finding.Findings;
import dev.steward.identity.Cadence;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Profile;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Sample;
import dev.steward.testing.Sets;
import dev.steward.testing.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DormancyTest {

  @Inject IdentityRegistry registry;
  @Inject Findings findings;
  @Inject Dormancy dormancy;
  @Inject Database database;
  @Inject Clock clock;

  @BeforeEach
  void somebodyCounts() {
    travel("PT0S");
    QuarkusTransaction.requiringNew().run(() -> database.update("delete from metering"));
    push(Sets.uses(List.of()));
  }

  @AfterEach
  void returnToThePresent() {
    travel("PT0S");
  }

  @Test
  void comesAfterATimeWithoutUseThatDependsOnTheTier() {
    Identity critical = registered(RiskTier.CRITICAL);
    Identity high = registered(RiskTier.HIGH);
    Identity medium = registered(RiskTier.MEDIUM);
    Identity low = registered(RiskTier.LOW);

    travel("P29D");
    assertThat(dormant(critical, high, medium, low)).isEmpty();
    travel("P31D");
    assertThat(dormant(critical, high, medium, low)).containsExactly(critical);
    travel("P61D");
    assertThat(dormant(critical, high, medium, low)).containsExactly(critical, high);
    travel("P181D");
    assertThat(dormant(critical, high, medium, low)).containsExactly(critical, high, medium, low);
  }

  @Test
  void isToldOfEachAsTheReportFindsItAmongAll() {
    List<Identity> all = new ArrayList<>();
    for (RiskTier tier : RiskTier.values()) {
      all.add(registered(tier));
    }
    travel("P17D");
    for (RiskTier tier : RiskTier.values()) {
      Identity used = registered(tier);
      use(used);
      all.add(used);
    }
    for (String day : List.of("P29D", "P30D", "P31D", "P48D", "P62D", "P79D", "P181D", "P199D")) {
      travel(day);
      assertThat(dormantSince(all)).as(day).isEqualTo(dormantInTheReport(all));
    }
    assertThat(dormantSince(all)).hasSameSizeAs(all);
  }

  private Map<Identity.Id, Instant> dormantSince(List<Identity> identities) {
    Map<Identity.Id, Instant> since = new HashMap<>();
    findings
        .of(identities)
        .forEach(
            (identity, found) ->
                found.stream()
                    .filter(finding -> finding.reason() == Reason.DORMANT)
                    .forEach(finding -> since.put(identity, finding.since())));
    return since;
  }

  private Map<Identity.Id, Instant> dormantInTheReport(List<Identity> identities) {
    Map<Identity.Id, Instant> since = new HashMap<>();
    database.list(
        """
        select identity_id, since + (?::jsonb ->> risk_tier)::interval as dormant from unused
        where identity_id = any (?::text[]::uuid[])
          and since + (?::jsonb ->> risk_tier)::interval <= ?
        """,
        row -> since.put(new Identity.Id(row.uuid("identity_id")), row.instant("dormant")),
        dormancy.limits(),
        identities.stream().map(identity -> identity.id().toString()).toList(),
        dormancy.limits(),
        clock.instant());
    return since;
  }

  @Test
  void countsFromTheLastUse() {
    Identity identity = registered(RiskTier.CRITICAL);
    travel("P20D");
    use(identity);

    travel("P50D");
    assertThat(dormant(identity)).isEmpty();
    travel("P52D");
    assertThat(dormant(identity)).containsExactly(identity);
  }

  @Test
  void endsWithTheNextUse() {
    Identity identity = registered(RiskTier.CRITICAL);
    travel("P31D");
    assertThat(dormant(identity)).containsExactly(identity);

    use(identity);

    assertThat(dormant(identity)).isEmpty();
  }

  @Test
  void isNobodysWhileNobodyCounts() {
    QuarkusTransaction.requiringNew().run(() -> database.update("delete from metering"));
    Identity identity = registered(RiskTier.CRITICAL);

    travel("P300D");

    assertThat(dormant(identity)).isEmpty();
  }

  @Test
  void isNotOfThoseWhoMayNotAct() {
    Identity identity = registered(RiskTier.CRITICAL);
    registry.change(
        identity.id(), null, List.of(new Change.Suspend("an incident")), Sample.PROVISIONER);

    travel("P31D");

    assertThat(dormant(identity)).isEmpty();
  }

  @Test
  void isAcceptedForATimeThatEndsByItself() {
    Identity identity = registered(RiskTier.CRITICAL);
    travel("P31D");
    String until = clock.instant().plus(Duration.ofDays(10)).toString();

    except(identity, Map.of("reason", "only for emergencies", "until", until), admin(), 200);
    assertThat(dormant(identity)).isEmpty();
    travel("P42D");
    assertThat(dormant(identity)).containsExactly(identity);

    assertThat(
            database.list(
                "select event from ledger_entry where identity_id = ? order by seq",
                row -> row.text("event"),
                identity.id().value()))
        .containsExactly("Register", "DormancyExcepted");
  }

  @Test
  void isAcceptedNoLongerWhenTheExceptionIsEnded() {
    Identity identity = registered(RiskTier.CRITICAL);
    travel("P31D");
    String until = clock.instant().plus(Duration.ofDays(10)).toString();
    except(identity, Map.of("reason", "only for emergencies", "until", until), admin(), 200);

    given()
        .auth()
        .oauth2(admin())
        .delete("/identities/" + identity.id() + "/dormancy-exception")
        .then()
        .statusCode(204);

    assertThat(dormant(identity)).containsExactly(identity);
    given()
        .auth()
        .oauth2(Tokens.person("carol", "reports:read"))
        .get("/identities/" + identity.id() + "/dormancy-exception")
        .then()
        .statusCode(404);
  }

  @Test
  void isNotAcceptedForEverNorWithoutAReasonNorByAnybody() {
    Identity identity = registered(RiskTier.CRITICAL);
    Instant now = clock.instant();
    String soon = now.plus(Duration.ofDays(1)).toString();

    except(
        identity,
        Map.of("reason", "forever", "until", now.plus(Duration.ofDays(186)).toString()),
        admin(),
        400);
    except(identity, Map.of("reason", "yesterday", "until", now.toString()), admin(), 400);
    except(identity, Map.of("reason", "no end"), admin(), 400);
    except(identity, Map.of("until", soon), admin(), 400);
    except(identity, Map.of("reason", " ", "until", soon), admin(), 400);
    except(
        identity,
        Map.of("reason", "mine", "until", soon),
        Tokens.person(identity.owners().getFirst().person(), "reviews:decide"),
        403);
    except(
        identity,
        Map.of("reason", "a program", "until", soon),
        Tokens.service("provisioner", "reviews:decide"),
        403);
  }

  @Test
  void saysWhoApprovedItAndWhy() {
    Identity identity = registered(RiskTier.CRITICAL);
    String until = clock.instant().plus(Duration.ofDays(10)).toString();
    except(identity, Map.of("reason", "only for emergencies", "until", until), admin(), 200);

    given()
        .auth()
        .oauth2(Tokens.person("carol", "reports:read"))
        .get("/identities/" + identity.id() + "/dormancy-exception")
        .then()
        .statusCode(200)
        .body("reason", equalTo("only for emergencies"))
        .body("approver", equalTo("alice"))
        .body("until", equalTo(until));
  }

  private static String admin() {
    return Tokens.person("alice", "reviews:decide", "steward-admin");
  }

  private static void except(
      Identity identity, Map<String, String> wanted, String token, int status) {
    given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(wanted)
        .put("/identities/" + identity.id() + "/dormancy-exception")
        .then()
        .statusCode(status);
  }

  private List<Identity> dormant(Identity... identities) {
    Map<Identity.Id, List<Finding>> found = findings.of(List.of(identities));
    return List.of(identities).stream()
        .filter(
            identity ->
                found.getOrDefault(identity.id(), List.of()).stream()
                    .anyMatch(finding -> finding.reason() == Reason.DORMANT))
        .toList();
  }

  private Identity registered(RiskTier tier) {
    Change.Register agent = Sample.agent(Sample.person());
    Profile plain = agent.profile();
    return registry
        .register(
            new Change.Register(
                agent.id(),
                new Profile(
                    plain.kind(), plain.userName(), null, null, null, null, "production", tier),
                agent.client(),
                agent.owners(),
                new Cadence(Period.ofDays(30), Period.ofDays(14), Period.ofDays(3)),
                agent.controls(),
                agent.validity(),
                agent.allowance(),
                true),
            Sample.PROVISIONER)
        .identity();
  }

  private void use(Identity identity) {
    push(
        Sets.uses(
            List.of(
                Map.of(
                    "client", Objects.requireNonNull(identity.client()).uuid(),
                    "day", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString(),
                    "issued", 1))));
  }

  private static void push(String set) {
    Sets.push(set).then().statusCode(202);
  }
}
