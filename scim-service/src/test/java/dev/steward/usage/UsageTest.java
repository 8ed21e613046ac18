package dev.steward.usage;

import static dev.steward.testing.TimeTravel.travel;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.steward.database.Database;
import dev.steward.delivery.Reconciler;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Answer;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Sample;
import dev.steward.testing.Sets;
import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UsageTest {

  private static final String GOVERNANCE =
      "urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity";

  @Inject IdentityRegistry registry;
  @Inject Reconciler reconciler;
  @Inject Usage usage;
  @Inject Database database;
  @Inject Clock clock;

  @AfterEach
  void returnToThePresent() {
    KeycloakDouble.running().gate(Gate.HOLDING);
    travel("PT0S");
  }

  @Test
  void isAddedUpDayByDay() {
    Identity identity = registered();
    Map<String, Object> use =
        Map.of(
            "client", uuid(identity),
            "day", today().toString(),
            "issued", 3,
            "denied", 1,
            "reasons", Map.of("SCOPE_NOT_ALLOWED", 1),
            "grants", Map.of("client_credentials", 4),
            "methods", Map.of("client-jwt", 4),
            "networks", Map.of("private", 4));

    report(List.of(use, use));
    report(List.of(use));

    JsonPath shown = usageOf(identity);
    assertThat(shown.getString("lastUsed")).isEqualTo(today().toString());
    assertThat(shown.getString("countedSince")).isNotNull();
    assertThat(shown.getList("days")).hasSize(1);
    assertThat(shown.getInt("days[0].issued")).isEqualTo(9);
    assertThat(shown.getInt("days[0].denied")).isEqualTo(3);
    assertThat(shown.getInt("days[0].reasons.SCOPE_NOT_ALLOWED")).isEqualTo(3);
    assertThat(shown.getInt("days[0].networks.private")).isEqualTo(12);
  }

  @Test
  void isShownByScimWithTheIdentity() {
    Identity identity = registered();
    assertThat(lastUsedInScim(identity)).isNull();

    report(List.of(used(identity, today(), Map.of())));

    assertThat(lastUsedInScim(identity)).isEqualTo(today().toString());
  }

  @Test
  void canBeAskedForInScim() {
    Identity used = registered();
    Identity unused = registered();
    LocalDate then = today().minusDays(3);
    report(List.of(used(used, then, Map.of())));

    assertThat(foundInScim("lastUsed eq \"%s\"".formatted(then), used, unused))
        .containsExactly(used.id().toString());
    assertThat(foundInScim("lastUsed lt \"%s\"".formatted(today()), used, unused))
        .containsExactly(used.id().toString());
    assertThat(foundInScim("lastUsed gt \"%s\"".formatted(then), used, unused)).isEmpty();
    assertThat(foundInScim("not (lastUsed pr)", used, unused))
        .containsExactly(unused.id().toString());
  }

  @Test
  void isAddedOnceHoweverOftenItIsTold() {
    Identity identity = registered();
    String set = Sets.uses(List.of(used(identity, today(), Map.of())));

    push(set);
    push(set);

    assertThat(usageOf(identity).getInt("days[0].issued")).isEqualTo(1);
  }

  @Test
  void isHeldAgainstWhatWasGranted() {
    Identity identity = registered();
    gateShows(
        identity,
        """
        "defaultScopes":["profile"],"optionalScopes":["orders:read"],
        "roles":["orders-api:reader","invoices-api:reader","auditor","offline_access"],""");
    report(
        List.of(
            used(
                identity,
                today(),
                Map.of(
                    "scopes",
                    Map.of(
                        "invoices:read", Map.of("asked", 2, "granted", 2),
                        "payments:write", Map.of("asked", 5, "granted", 0)),
                    "audiences",
                    Map.of("orders-api", Map.of("asked", 0, "granted", 2)),
                    "roles",
                    Map.of(
                        "invoices-api:reader", Map.of("asked", 0, "granted", 2),
                        "auditor", Map.of("asked", 0, "granted", 1))))));

    JsonPath shown = usageOf(identity);

    assertThat(scope(shown, "invoices:read"))
        .containsEntry("use", "used")
        .containsEntry("allowed", true)
        .containsEntry("lastUsed", today().toString());
    assertThat(scope(shown, "orders:read"))
        .containsEntry("use", "never-used")
        .containsEntry("allowed", true)
        .containsEntry("offered", "optional");
    assertThat(scope(shown, "payments:write"))
        .containsEntry("use", "asked-never-granted")
        .containsEntry("allowed", false)
        .containsEntry("asked", 5)
        .doesNotContainKey("lastUsed");
    assertThat(scope(shown, "profile")).containsEntry("offered", "default");
    assertThat(shown.getList("roles.name"))
        .isEqualTo(
            List.of("auditor", "invoices-api:reader", "offline_access", "orders-api:reader"));
    assertThat(shown.getList("roles.use"))
        .isEqualTo(List.of("used", "used", "never-used", "never-used"));
    assertThat(shown.getString("roles[0].lastUsed")).isEqualTo(today().toString());
  }

  @Test
  void saysOfNoRoleThatItWasNeverUsedWhereTheGateDoesNotTellAllOfThem() {
    Identity old = registered();
    gateShows(old, "\"roles\":[\"auditor\"],");
    report(
        List.of(
            used(
                old,
                today(),
                Map.of("scopes", Map.of("basic", Map.of("asked", 0, "granted", 2))))));
    Identity mighty = registered();
    gateShows(mighty, "\"roles\":[\"auditor\"],");
    report(
        List.of(
            used(
                mighty,
                today(),
                Map.of("roles", Map.of("other", Map.of("asked", 0, "granted", 2))))));

    assertThat(usageOf(old).getList("roles.use")).isEqualTo(List.of("unknown"));
    assertThat(usageOf(mighty).getList("roles.use")).isEqualTo(List.of("unknown"));
  }

  @Test
  void ofAnIdentityWithoutAClientIsNothing() {
    Identity identity =
        registry.register(Sample.agent(Sample.person(), null), Sample.PROVISIONER).identity();

    assertThat(usageOf(identity).getList("scopes")).isEmpty();
  }

  @Test
  void isForgottenAfterAYearButNotWhenItWasLast() {
    Identity identity = registered();
    Client client = Objects.requireNonNull(identity.client());
    report(List.of(used(identity, today(), Map.of())));
    LocalDate then = today();

    travel("P401D");
    usage.run();

    assertThat(usage.lastUsed(Set.of(client))).containsEntry(client, then);
    assertThat(
            database.number(
                "select count(*) from use_of_client where client_uuid = ?", client.uuid()))
        .isZero();
  }

  @Test
  void isKnownAsOfAnEarlierDay() {
    Identity identity = registered();
    Client client = Objects.requireNonNull(identity.client());
    report(
        List.of(used(identity, today().minusDays(9), Map.of()), used(identity, today(), Map.of())));

    assertThat(usage.lastUsed(Set.of(client), clock.instant().minus(Duration.ofDays(5))))
        .containsEntry(client, today().minusDays(9));
    assertThat(usage.lastUsed(Set.of(client), clock.instant().minus(Duration.ofDays(10))))
        .isEmpty();
  }

  @Test
  void tellsWhatEnforcementWouldHaveStopped() {
    Identity identity = registered();
    String shadow = UUID.randomUUID().toString();
    for (String client : List.of(uuid(identity), shadow)) {
      report(
          List.of(
              Map.of(
                  "client",
                  client,
                  "day",
                  today().toString(),
                  "issued",
                  4,
                  "wouldHaveDenied",
                  4,
                  "reasons",
                  Map.of("REVIEW_LAPSED", 4))));
    }
    Identity innocent = registered();
    report(List.of(used(innocent, today(), Map.of())));

    List<Map<String, Object>> observed = observed("");

    assertThat(one(observed, "client", uuid(identity)))
        .containsEntry("identity", identity.id().toString())
        .containsEntry("userName", identity.profile().userName())
        .containsEntry("wouldHaveDenied", 4)
        .containsEntry("reasons", Map.of("REVIEW_LAPSED", 4));
    assertThat(one(observed, "client", shadow)).doesNotContainKey("identity");
    assertThat(observed).noneMatch(client -> uuid(innocent).equals(client.get("client")));
    assertThat(observed("&to=2020-01-01&from=2019-01-01")).isEmpty();
  }

  @Test
  void isRefusedForDaysThatAreNone() {
    given()
        .auth()
        .oauth2(Tokens.person("carol", "reports:read"))
        .get("/reports/would-have-denied?from=someday")
        .then()
        .statusCode(400)
        .body("detail", equalTo("query parameter from is a day such as 2026-05-01"));
    given()
        .auth()
        .oauth2(Tokens.person("carol", "reports:read"))
        .get("/identities/" + UUID.randomUUID() + "/usage")
        .then()
        .statusCode(404)
        .body("detail", notNullValue())
        .body("reason", nullValue());
  }

  private Identity registered() {
    return registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();
  }

  private static Map<String, Object> used(
      Identity identity, LocalDate day, Map<String, Object> more) {
    Map<String, Object> use = new HashMap<>(more);
    use.put("client", uuid(identity));
    use.put("day", day.toString());
    use.put("issued", 1);
    return use;
  }

  private static List<String> foundInScim(String filter, Identity... among) {
    String ids =
        Arrays.stream(among)
            .map(one -> "id eq \"%s\"".formatted(one.id()))
            .collect(Collectors.joining(" or "));
    return given()
        .auth()
        .oauth2(Tokens.service("provisioner", "scim:read"))
        .queryParam(
            "filter",
            "(%s) and %s".formatted(ids, filter.replace("lastUsed", GOVERNANCE + ":lastUsed")))
        .get("/scim/v2/Agents")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("Resources.id");
  }

  private static @Nullable String lastUsedInScim(Identity identity) {
    return given()
        .auth()
        .oauth2(Tokens.service("provisioner", "scim:read"))
        .get("/scim/v2/Agents/{id}", identity.id().toString())
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getString("'%s'.lastUsed".formatted(GOVERNANCE));
  }

  private static void report(List<Map<String, Object>> uses) {
    push(Sets.uses(uses));
  }

  private static void push(String set) {
    Sets.push(set).then().statusCode(202);
  }

  private void gateShows(Identity identity, String facts) {
    String client =
        """
        {"uuid":"%s","clientId":"agent","enabled":true,"actsByItself":["client_credentials"],%s
         "permit":{"state":"HELD","version":1}}"""
            .formatted(uuid(identity), facts);
    KeycloakDouble.running()
        .gate(
            (method, path, body) ->
                path.endsWith("/clients/" + uuid(identity))
                    ? new Answer(200, client)
                    : Gate.HOLDING.answer(method, path, body));
    reconciler.look(Objects.requireNonNull(identity.client()));
  }

  private static JsonPath usageOf(Identity identity) {
    return given()
        .auth()
        .oauth2(Tokens.person("carol", "reports:read"))
        .get("/identities/" + identity.id() + "/usage")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static List<Map<String, Object>> observed(String query) {
    List<Map<String, Object>> observed = new ArrayList<>();
    String after = "";
    while (after != null) {
      JsonPath page =
          given()
              .auth()
              .oauth2(Tokens.person("carol", "reports:read"))
              .get("/reports/would-have-denied?limit=1" + query + after)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      observed.addAll(page.getList("clients"));
      String next = page.getString("next");
      after = next == null ? null : "&after=" + next;
    }
    return observed;
  }

  private static Map<String, Object> scope(JsonPath usage, String name) {
    return one(usage.getList("scopes"), "name", name);
  }

  private static Map<String, Object> one(List<Map<String, Object>> all, String key, String value) {
    return all.stream().filter(one -> value.equals(one.get(key))).findFirst().orElseThrow();
  }

  private static String uuid(Identity identity) {
    return Objects.requireNonNull(identity.client()).uuid();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
