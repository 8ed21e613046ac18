package dev.steward.certification;

import static dev.steward.testing.TimeTravel.travel;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import dev.steward.database.Database;
import dev.steward.delivery.Reconciler;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity.Client;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Realm;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PastReviewerTest {

  @Inject IdentityRegistry registry;
  @Inject Reconciler reconciler;
  @Inject Sweep sweep;
  @Inject Database database;

  @AfterEach
  void returnToThePresent() {
    travel("PT0S");
    KeycloakDouble.running().gate(Gate.HOLDING);
  }

  @Test
  void isProposedForClientsThatAreCalledLikeTheReviewedOnes() {
    Realm realm = new Realm();
    KeycloakDouble.running().gate(realm);
    String owner = Sample.person();
    String family = "freight-" + UUID.randomUUID().toString().substring(0, 8);
    Client reviewed = new Client(KeycloakDouble.REALM, realm.client(family + "-export", Map.of()));
    registry.register(
        Sample.agent(owner, reviewed), new Actor(Actor.Type.PERSON, owner, "steward-console"));
    travel("P61D");
    sweep.run();
    given()
        .auth()
        .oauth2(Tokens.person(owner, "reviews:decide"))
        .contentType("application/json")
        .body(Map.of("verdict", "approve", "reason", "still needed", "version", 1))
        .post("/reviews/" + reviewOf(reviewed) + "/verdict")
        .then()
        .statusCode(200);
    travel("PT0S");
    String client = realm.client(family + "-audit", Map.of());
    reconciler.run();

    given()
        .auth()
        .oauth2(Tokens.person("carol", "reports:read"))
        .get("/reports/shadows?limit=1000")
        .then()
        .statusCode(200)
        .body(
            "shadows.find { it.client == '%s' }.proposals[0].evidence.words.toString()"
                .formatted(client),
            containsString("reviewed 1 of 1 registered clients called freight-"));
  }

  private UUID reviewOf(Client client) {
    return database
        .first(
            """
            select r.id from review r join identity i on i.id = r.identity_id
            where i.client_uuid = ?
            """,
            row -> row.uuid("id"),
            client.uuid())
        .orElseThrow();
  }
}
