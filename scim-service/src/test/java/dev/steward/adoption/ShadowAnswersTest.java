package dev.steward.adoption;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.steward.delivery.Reconciler;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Intent;
import dev.steward.registry.Identities;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Realm;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stopping clients that nobody registered, by a program that speaks for an administrator. */
@QuarkusTest
class ShadowAnswersTest {

  @Inject Reconciler reconciler;
  @Inject Identities identities;

  private final String person = Sample.person();
  private String first = "";
  private String second = "";

  @BeforeEach
  void meetShadows() {
    Realm realm = new Realm();
    KeycloakDouble.running().gate(realm);
    first = realm.client("stray-" + UUID.randomUUID(), Map.of());
    second = realm.client("stray-" + UUID.randomUUID(), Map.of());
    reconciler.run();
  }

  @AfterEach
  void returnToCalm() {
    KeycloakDouble.running().gate(Gate.HOLDING);
  }

  @Test
  void areOnlyShownUntilTheirNumberIsConfirmed() {
    Map<String, Object> wanted = wanted("quarantine", List.of(first, second, "nobody"));

    answer(wanted, 200)
        .body("preview", equalTo(true))
        .body("found", equalTo(2))
        .body("refused", equalTo(1))
        .body("results[0].outcome", equalTo("would-stop"))
        .body("results[2].outcome", equalTo("refused"))
        .body("results[2].detail", notNullValue());
    wanted.put("confirm", 3);
    answer(wanted, 409).body("reason", equalTo("NOT_CONFIRMED"));

    assertThat(intent(first)).isEmpty();
  }

  @Test
  void areSuspendedEachOnItsOwn() {
    Map<String, Object> wanted = wanted("quarantine", List.of(first, second));
    wanted.put("confirm", 2);

    answer(wanted, 200)
        .body("preview", equalTo(false))
        .body("found", equalTo(2))
        .body("results[0].outcome", equalTo("done"))
        .body("results[0].identity", notNullValue());

    assertThat(intent(first)).contains(Intent.SUSPENDED);
    assertThat(intent(second)).contains(Intent.SUSPENDED);
  }

  @Test
  void areRevoked() {
    Map<String, Object> wanted = wanted("revoke", List.of(first));
    wanted.put("confirm", 1);

    answer(wanted, 200);

    assertThat(intent(first)).contains(Intent.REVOKED);
    assertThat(intent(second)).isEmpty();
  }

  @Test
  void areAtMostFiveHundred() {
    answer(
            wanted(
                "quarantine",
                IntStream.rangeClosed(0, Adoptions.MOST_AT_ONCE)
                    .mapToObj(number -> "client-" + number)
                    .toList()),
            409)
        .body("reason", equalTo("TOO_MANY"));
  }

  @Test
  void areStoppedByAdministratorsOnlyAndWithAReason() {
    Map<String, Object> silent = wanted("quarantine", List.of(first));
    silent.remove("reason");

    answer(silent, 400);
    answer(wanted("forget", List.of(first)), 400);
    answer(wanted("quarantine", Collections.emptyList()), 400);
    post(wanted("quarantine", List.of(first)), Tokens.person(person, "reviews:decide"), 403);
    post(wanted("quarantine", List.of(first)), Tokens.service("robot", "reviews:decide"), 403);
  }

  private static Map<String, Object> wanted(String answer, List<String> clients) {
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("answer", answer);
    wanted.put("reason", "it looks like an intrusion");
    wanted.put("clients", clients);
    return wanted;
  }

  private ValidatableResponse answer(Map<String, Object> wanted, int status) {
    return post(wanted, Tokens.person(person, "reviews:decide", "steward-admin"), status);
  }

  private static ValidatableResponse post(Map<String, Object> wanted, String token, int status) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(wanted)
        .post("/reports/shadows/answers")
        .then()
        .statusCode(status);
  }

  private Optional<Intent> intent(String client) {
    return identities
        .of(new Client(KeycloakDouble.REALM, client))
        .map(recorded -> recorded.identity().intent());
  }
}
