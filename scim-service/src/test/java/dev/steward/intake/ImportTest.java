package dev.steward.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

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

  private long registered(String userName) {
    return database.number("select count(*) from identity where user_name = ?", userName);
  }
}
