package dev.steward.testing;

import static io.restassured.RestAssured.given;

import java.util.Map;

/** The way of tests to another time. */
public final class TimeTravel {

  private TimeTravel() {}

  /** Sets how far the registry's clock is ahead of the real one, such as P91D or PT5M. */
  public static void travel(String offset) {
    given()
        .contentType("application/json")
        .body(Map.of("offset", offset))
        .put("/demo/clock")
        .then()
        .statusCode(200);
  }
}
