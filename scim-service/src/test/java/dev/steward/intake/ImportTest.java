package dev.steward.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.steward.database.Database;
import dev.steward.delivery.Reconciler;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Realm;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ImportTest {

  @Inject Reconciler reconciler;
  @Inject Database database;

  private final String one = UUID.randomUUID().toString().substring(0, 8);
  private Realm realm;

  @BeforeEach
  void aRealm() {
    realm = new Realm();
    KeycloakDouble.running().gate(realm);
  }

  @AfterEach
  void theGateHoldsAgain() {
    KeycloakDouble.running().gate(Gate.HOLDING);
  }

  @Test
  void takesInEachRowAndSaysOfEachWhatCameOfIt() {
    String owner = Sample.person();
    String backup = Sample.person();
    realm.client("orders-" + one, Map.of("defaultScopes", List.of("roles")));
    reconciler.run();
    String list =
        """
        Client ID;Name;Kind;Risk tier;Environment;Owner;Backup owner;Scopes;Cost center
        orders-ONE;;service account;high;production;OWNER@example.org;user-BACKUP;orders:read;77
        ;planner-ONE;AI agent;low;;OWNER@example.org;;;78
        gone-ONE;;;;;OWNER@example.org;;;79
        ;bad-ONE;toaster;;;;;;80
        ;planner-ONE;;;;;;;81
        ;lost-ONE;;;;nobody@example.org;;;82
        ;;;high;;;;;83
        """
            .replace("ONE", one)
            .replace("OWNER", owner)
            .replace("BACKUP", backup);

    send("/imports?preview=true", list)
        .then()
        .statusCode(200)
        .body("preview", equalTo(true))
        .body("outcomes.would-ask", equalTo(1))
        .body("outcomes.would-register", equalTo(1))
        .body("outcomes.refused", equalTo(5));
    assertThat(registered("planner-" + one)).isZero();

    send("/imports", list)
        .then()
        .statusCode(200)
        .body("rows", equalTo(7))
        .body("ignored", equalTo(List.of("Cost center")))
        .body("results.row", equalTo(List.of(2, 3, 4, 5, 6, 7, 8)))
        .body(
            "results.outcome",
            equalTo(
                List.of(
                    "asked", "registered", "refused", "refused", "refused", "refused", "refused")))
        .body(
            "results.findAll { it.reason != null }.reason",
            equalTo(List.of("NO_SUCH_SHADOW", "INVALID", "DUPLICATE_ROW", "INVALID", "NO_NAME")))
        .body("results[3].detail", containsString("toaster"))
        .body("results[5].detail", containsString("nobody@example.org"));
    assertThat(registered("planner-" + one)).isEqualTo(1);
    assertThat(registered("orders-" + one)).isZero();
    assertThat(
            database.number("select count(*) from adoption where client_id = ?", "orders-" + one))
        .isEqualTo(1);

    send("/imports", list)
        .then()
        .statusCode(200)
        .body("outcomes.unchanged", equalTo(2))
        .body("outcomes.refused", equalTo(5));
  }

  @Test
  void refusesASecondRowAboutAClientThatDoesNotSaySo() {
    realm.client("Payroll-" + one, Map.of());
    reconciler.run();
    String list =
        "clientId,name,owner\nPayroll-ONE,,OWNER\n,Payroll-ONE,OTHER\n"
            .replace("ONE", one)
            .replace("OWNER", Sample.person())
            .replace("OTHER", Sample.person());

    send("/imports?preview=true", list)
        .then()
        .statusCode(200)
        .body("results.outcome", equalTo(List.of("would-ask", "refused")))
        .body("results[1].reason", equalTo("DUPLICATE_ROW"));
  }

  @Test
  void takesClientsForOneOnlyWhenTheyAreOneToKeycloak() {
    String owner = Sample.person();
    String lower = realm.client("c-" + one, Map.of());
    realm.client("C-" + one, Map.of());
    reconciler.run();
    String list =
        "clientId,owner\nc-ONE,OWNER\nC-ONE,OWNER\nUUID,OWNER\nc-ONE,OWNER\n"
            .replace("ONE", one)
            .replace("OWNER", owner)
            .replace("UUID", lower);

    send("/imports?preview=true", list)
        .then()
        .statusCode(200)
        .body("results.outcome", equalTo(List.of("would-ask", "would-ask", "unchanged", "refused")))
        .body("results[3].reason", equalTo("DUPLICATE_ROW"));
    send("/imports", list)
        .then()
        .statusCode(200)
        .body("results.outcome", equalTo(List.of("asked", "asked", "unchanged", "refused")));
    assertThat(
            database.number(
                """
                select count(*) from ledger_entry
                where text::jsonb -> 'actor' ->> 'bulk' = (
                  select text::jsonb -> 'actor' ->> 'bulk' from ledger_entry
                  where text::jsonb -> 'detail' ->> 'client' = ?)
                """,
                lower))
        .isEqualTo(3);
  }

  @Test
  void takesBlanksAroundANameForAPartOfItWhereAClientIsCalledSo() {
    String owner = Sample.person();
    String blank = realm.client("c-" + one + " ", Map.of());
    String plain = realm.client("c-" + one, Map.of());
    reconciler.run();
    String list =
        "clientId,owner\n\"c-ONE \",OWNER\n\" c-ONE\",OWNER\n"
            .replace("ONE", one)
            .replace("OWNER", owner);

    send("/imports", list)
        .then()
        .statusCode(200)
        .body("results.outcome", equalTo(List.of("asked", "asked")));

    for (String client : List.of(blank, plain)) {
      assertThat(database.number("select count(*) from adoption where client_uuid = ?", client))
          .isEqualTo(1);
    }
  }

  @Test
  void callsAnAdoptedClientAsTheListDoes() {
    String owner = Sample.person();
    realm.client("c-" + one, Map.of());
    reconciler.run();

    send(
            "/imports",
            "clientId,name,CI,owner\nc-%s,Payroll-%s,CI-%s,%s\n".formatted(one, one, one, owner))
        .then()
        .statusCode(200)
        .body("results[0].warnings", empty());

    assertThat(drafted("userName")).isEqualTo("Payroll-" + one);
    assertThat(drafted("externalId")).isEqualTo("CI-" + one);
  }

  @Test
  void takesInABulkAsAListThatGovernsNothing() {
    String owner = Sample.person();
    String backup = Sample.person();
    realm.client("c-" + one, Map.of("defaultScopes", List.of("roles")));
    reconciler.run();
    String bulk =
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
          {"method": "POST", "path": "/ServiceAccounts", "bulkId": "a", "data": {
            "userName": "orders-ONE", "externalId": "CI-ONE", "active": true,
            "urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity": {
              "riskTier": "high", "cadence": {"every": "P30D"}, "autonomy": "bounded",
              "client": {"id": "c-ONE"},
              "owners": [{"value": "OWNER@example.org"},
                         {"value": "user-BACKUP", "role": "backup"}]}}},
          {"method": "post", "path": "/Agents/", "bulkId": "b", "data": {
            "agentUserName": "planner-ONE", "owners": [{"value": "OWNER@EXAMPLE.org"}]}},
          {"method": "POST", "path": "/Agents", "bulkId": "c", "data": {
            "agentUserName": "lost-ONE", "owners": [{"value": "nobody@example.org"}]}},
          {"method": "POST", "path": "/Agents", "bulkId": "d", "data": {
            "agentUserName": "gone-ONE", "owners": [{"value": "OWNER"}],
            "urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity": {
              "client": {"id": "no-such-ONE"}}}},
          {"method": "POST", "path": "/Agents", "bulkId": "e", "data": {
            "agentUserName": "planner-ONE"}},
          {"method": "POST", "path": "/Agents", "bulkId": "f", "data": {"agentUserName": 7}},
          {"method": "DELETE", "path": "/Agents/7"}]}
        """
            .replace("ONE", one)
            .replace("OWNER", owner)
            .replace("BACKUP", backup);

    sendBulk("/imports?preview=true", bulk)
        .then()
        .statusCode(200)
        .body("outcomes.would-ask", equalTo(1))
        .body("outcomes.would-register", equalTo(1))
        .body("outcomes.refused", equalTo(5));
    assertThat(registered("planner-" + one)).isZero();

    sendBulk("/imports", bulk)
        .then()
        .statusCode(200)
        .body("ignored", equalTo(List.of("autonomy")))
        .body("results.row", equalTo(List.of(1, 2, 3, 4, 5, 6, 7)))
        .body("results.outcome[0]", equalTo("asked"))
        .body("results.outcome[1]", equalTo("registered"))
        .body(
            "results.findAll { it.reason != null }.reason",
            equalTo(List.of("INVALID", "NO_SUCH_SHADOW", "DUPLICATE_ROW", "INVALID", "INVALID")))
        .body("results[2].detail", containsString("nobody@example.org"))
        .body("results[5].detail", containsString("agentUserName"))
        .body("results[6].detail", containsString("POST to /Agents or /ServiceAccounts"));
    assertThat(registered("orders-" + one)).isZero();
    assertThat(drafted("userName")).isEqualTo("orders-" + one);
    assertThat(drafted("externalId")).isEqualTo("CI-" + one);
    assertThat(drafted("every")).isEqualTo("P30D");
    assertThat(
            database.number(
                "select count(*) from identity where user_name = ? and intent = 'PROPOSED'",
                "planner-" + one))
        .isEqualTo(1);

    sendBulk("/imports", bulk).then().statusCode(200).body("outcomes.unchanged", equalTo(2));
  }

  @Test
  void refusesInWordsWhatIsNoBulk() {
    for (String text : List.of("", "[]", "{}", "{\"Operations\": [7]}", "{\"Operations\": 1}")) {
      sendBulk("/imports", text).then().statusCode(400).body("detail", not(emptyString()));
    }
  }

  @Test
  void reportsInATableToo() {
    given()
        .auth()
        .oauth2(Tokens.service("provisioner", "scim:write"))
        .contentType("text/csv")
        .accept("text/csv")
        .body("name\n=cmd-" + one + "\n")
        .post("/imports?preview=true")
        .then()
        .statusCode(200)
        .contentType("text/csv;charset=UTF-8")
        .body(containsString("row,name,outcome"))
        .body(containsString("2,'=cmd-" + one + ",would-register"));
  }

  @Test
  void refusesInWordsWhatIsNoList() {
    for (String text : List.of("", "owner\nada\n", "name\n\"x")) {
      send("/imports", text).then().statusCode(400).contentType("application/problem+json");
    }
    send("/imports?format=xlsx", "name\nx\n").then().statusCode(400);
  }

  private static Response send(String path, String list) {
    return given()
        .auth()
        .oauth2(Tokens.service("provisioner", "scim:write"))
        .contentType("text/csv; charset=UTF-8")
        .accept("application/json")
        .body(list)
        .post(path);
  }

  private static Response sendBulk(String path, String bulk) {
    return given()
        .auth()
        .oauth2(Tokens.service("provisioner", "scim:write"))
        .contentType("application/scim+json")
        .accept("application/json")
        .body(bulk)
        .post(path);
  }

  /** What the client of this test would become. */
  private String drafted(String part) {
    return database
        .first(
            "select draft ->> ? as part from adoption where client_id = ?",
            row -> row.text("part"),
            part,
            "c-" + one)
        .orElseThrow();
  }

  private long registered(String userName) {
    return database.number("select count(*) from identity where user_name = ?", userName);
  }
}
