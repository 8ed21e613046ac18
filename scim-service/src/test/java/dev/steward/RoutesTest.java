package dev.steward;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RoutesTest {

  /**
   * What anybody may ask; the clock is there only in demos and tests, and a signal proves by itself
   * who sends it.
   */
  private static final Set<String> PUBLIC =
      Set.of(
          "GET /.well-known/steward-keys", "GET /demo/clock", "PUT /demo/clock", "POST /signals");

  private record Route(Method method, String path) {

    String name() {
      return method + " " + path;
    }

    String address() {
      return path.replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
    }
  }

  @Test
  void areClosedToWhoShowsNoToken() {
    for (Route route : guarded()) {
      int status =
          given()
              .body("{}")
              .contentType(type(route))
              .request(route.method(), route.address())
              .statusCode();
      assertThat(status).as(route.name()).isEqualTo(401);
    }
  }

  @Test
  void areClosedToATokenWithoutTheScope() {
    String token = Tokens.person(UUID.randomUUID().toString(), "openid profile");
    for (Route route : guarded()) {
      int status =
          given()
              .auth()
              .oauth2(token)
              .body("{}")
              .contentType(type(route))
              .request(route.method(), route.address())
              .statusCode();
      assertThat(status).as(route.name()).isEqualTo(403);
    }
  }

  @Test
  void areClosedToATokenMeantForSomebodyElse() {
    String token =
        Tokens.signed(Tokens.claims("carol", "evidence:read").audience("another-service").build());

    given().auth().oauth2(token).get("/ledger").then().statusCode(401);
  }

  @Test
  void areOpenToATokenOfARealmWhoseClockIsAhead() {
    Instant later = Instant.now().plus(Duration.ofDays(18));
    String token =
        Tokens.signed(
            Tokens.claims("carol", "evidence:read")
                .issueTime(Date.from(later))
                .expirationTime(Date.from(later.plus(Duration.ofMinutes(5))))
                .build());

    given().auth().oauth2(token).get("/ledger").then().statusCode(200);
  }

  @Test
  void sayWhatIsNotThere() {
    given()
        .auth()
        .oauth2(Tokens.person("carol", "evidence:read"))
        .get("/nowhere")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", equalTo("there is nothing at /nowhere"));
  }

  @Test
  void refuseInWords() {
    given()
        .get("/ledger")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", startsWith("Bearer"))
        .contentType("application/problem+json")
        .body("status", equalTo(401))
        .body("detail", notNullValue());
    given()
        .auth()
        .oauth2(Tokens.person("carol", "reports:read"))
        .get("/ledger")
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
    given()
        .auth()
        .oauth2("not.a.token")
        .get("/ledger")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }

  @Test
  void areNoSecretsToAnOpenApiReader() {
    assertThat(routes()).extracting(Route::name).containsAll(PUBLIC).contains("GET /ledger");
  }

  private static String type(Route route) {
    if (route.path().equals("/imports")) {
      return "text/csv";
    }
    return route.path().startsWith("/scim/") ? "application/scim+json" : "application/json";
  }

  private static List<Route> guarded() {
    List<Route> guarded =
        routes().stream().filter(route -> !PUBLIC.contains(route.name())).toList();
    assertThat(guarded).hasSizeGreaterThan(8);
    return guarded;
  }

  private static List<Route> routes() {
    Map<String, Map<String, Object>> paths =
        given()
            .accept("application/json")
            .get("/q/openapi?format=json")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getMap("paths");
    List<Route> routes = new ArrayList<>();
    paths.forEach(
        (path, operations) ->
            operations.keySet().stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .filter(name -> List.of("GET", "POST", "PUT", "PATCH", "DELETE").contains(name))
                .forEach(name -> routes.add(new Route(Method.valueOf(name), path))));
    return routes;
  }
}
