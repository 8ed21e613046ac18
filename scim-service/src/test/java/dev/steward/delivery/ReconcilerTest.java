package dev.steward.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.steward.database.Database;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Answer;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import dev.steward.testing.Traces;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReconcilerTest {

  private static final Pattern FIRST = Pattern.compile("first=(\\d+)");

  @Inject Reconciler reconciler;
  @Inject Courier courier;
  @Inject IdentityRegistry registry;
  @Inject Database database;
  @Inject Traces traces;

  @BeforeEach
  void nothingElseIsKnown() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              database.update("delete from parcel");
              database.update("delete from incident");
            });
  }

  @AfterEach
  void theGateHoldsAgain() {
    KeycloakDouble.running().gate(Gate.HOLDING);
  }

  @Test
  void leavesAloneWhatIsHeld() {
    Identity identity = delivered();
    gateShows(client(identity, "HELD", 1, true));

    reconciler.run();

    assertThat(traces.parcel(identity)).isEqualTo("DELIVERED");
    assertThat(traces.events(identity)).containsExactly("Register");
  }

  @Test
  void sendsAgainWhatWasTamperedWithAndRecordsItOnce() {
    Identity identity = delivered();
    for (String tampered : List.of("MISSING", "BROKEN", "WRONG_CLIENT", "ROLLED_BACK")) {
      gateShows(client(identity, tampered, 1, true));
      reconciler.run();
      assertThat(traces.parcel(identity)).as(tampered).isEqualTo("WAITING");
      courier.deliverDue();
    }

    assertThat(traces.events(identity)).containsExactly("Register", "PermitTampered");
  }

  @Test
  void recordsTheNextIncidentAfterOneHealed() {
    Identity identity = delivered();
    for (int incident = 0; incident < 2; incident++) {
      gateShows(client(identity, "MISSING", 1, true));
      reconciler.run();
      courier.deliverDue();
      gateShows(client(identity, "HELD", 1, true));
      reconciler.run();
    }

    assertThat(traces.events(identity))
        .containsExactly("Register", "PermitTampered", "PermitTampered");
  }

  @Test
  void letsNoPermitWaitOnceKeycloakAnswersAgain() {
    Identity identity =
        registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();
    KeycloakDouble.running().gate((method, path, body) -> new Answer(503, "{}"));
    courier.deliverDue();
    QuarkusTransaction.requiringNew()
        .run(() -> database.update("update parcel set next_attempt_at = now() + interval '1 day'"));

    gateShows();
    reconciler.run();
    KeycloakDouble.running().gate(Gate.HOLDING);
    courier.deliverDue();

    assertThat(traces.parcel(identity)).isEqualTo("DELIVERED");
  }

  @Test
  void sendsAgainWhenAnOlderPermitIsHeld() {
    Identity identity = delivered();
    registry.change(
        identity.id(), null, List.of(new Change.Suspend("an incident")), Sample.PROVISIONER);
    courier.deliverDue();
    gateShows(client(identity, "HELD", 1, false));

    reconciler.run();

    assertThat(traces.parcel(identity)).isEqualTo("WAITING");
    assertThat(traces.events(identity)).endsWith("PermitBehind");
  }

  @Test
  void stopsAgainAClientThatSomebodyEnabled() {
    Identity identity = delivered();
    registry.change(
        identity.id(), null, List.of(new Change.Suspend("an incident")), Sample.PROVISIONER);
    courier.deliverDue();
    gateShows(client(identity, "HELD", 2, true));

    reconciler.run();

    assertThat(traces.parcel(identity)).isEqualTo("WAITING");
    assertThat(traces.events(identity)).endsWith("ClientReenabled");
  }

  @Test
  void doesNotTakeWhatIsUnderWayForDrift() {
    Identity identity = delivered();
    registry.change(
        identity.id(), null, List.of(new Change.Suspend("an incident")), Sample.PROVISIONER);
    gateShows(client(identity, "HELD", 1, true));

    reconciler.run();

    assertThat(traces.events(identity)).containsExactly("Register", "Suspend");
  }

  @Test
  void findsOutWhetherAClientThatIsNotListedIsGone() {
    Identity identity = delivered();
    gateShows();

    reconciler.run();
    KeycloakDouble.running()
        .gate((method, path, body) -> new Answer(404, "{}", "application/problem+json"));
    courier.deliverDue();

    assertThat(traces.parcel(identity)).isEqualTo("ORPHANED");
    assertThat(traces.events(identity)).containsExactly("Register", "ClientGone");
  }

  @Test
  void doesNothingWhileKeycloakIsAway() {
    Identity identity = delivered();
    KeycloakDouble.running().gate((method, path, body) -> new Answer(503, "{}"));

    reconciler.run();

    assertThat(traces.parcel(identity)).isEqualTo("DELIVERED");
  }

  @Test
  void listsWhoActsAndIsNotRegistered() {
    Identity identity = delivered();
    String shadow = UUID.randomUUID().toString();
    gateShows(
        client(identity, "HELD", 1, true),
        """
        {"uuid":"%s","clientId":"nightly-export","enabled":true,
         "actsByItself":["client_credentials"],"permit":{"state":"NONE"}}"""
            .formatted(shadow));

    reconciler.run();

    given()
        .auth()
        .oauth2(Tokens.person("carol", "reports:read"))
        .get("/reports/shadows")
        .then()
        .statusCode(200)
        .body("shadows.client", hasItem(shadow))
        .body("shadows.client", not(hasItem(uuid(identity))))
        .body(
            "shadows.find { it.client == '" + shadow + "' }.facts.actsByItself[0]",
            equalTo("client_credentials"));
  }

  @Test
  void makesTheServiceUnreadyWhenTheGuardDoesNotStand() {
    gateShows();
    reconciler.run();
    given().get("/q/health/ready").then().statusCode(200);

    posture(false);
    reconciler.run();
    given().get("/q/health/ready").then().statusCode(503);

    gateShows();
    reconciler.run();
  }

  private Identity delivered() {
    Identity identity =
        registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();
    courier.deliverDue();
    return identity;
  }

  @Inject SealKeys keys;

  private void gateShows(String... clients) {
    posture(true, clients);
  }

  private void posture(boolean active, String... clients) {
    String posture =
        "{\"guardActive\":%s,\"problems\":[],\"trustedKeys\":[\"%s\"]}"
            .formatted(active, keys.sealingKeyId());
    KeycloakDouble.running()
        .gate(
            (method, path, body) -> {
              if (path.endsWith("/posture")) {
                return new Answer(200, posture);
              }
              // one client a page, so that a walk has more than one step
              if (path.contains("/inventory?")) {
                Matcher asked = FIRST.matcher(path);
                int first = asked.find() ? Integer.parseInt(asked.group(1)) : 0;
                return new Answer(200, page(first, clients));
              }
              return Gate.HOLDING.answer(method, path, body);
            });
  }

  private static String page(int first, String... clients) {
    String shown = first < clients.length ? clients[first] : "";
    String next = first + 1 < clients.length ? Integer.toString(first + 1) : "null";
    return "{\"clients\":[%s],\"next\":%s}".formatted(shown, next);
  }

  private static String uuid(Identity identity) {
    return Objects.requireNonNull(identity.client()).uuid();
  }

  private static String client(Identity identity, String state, long version, boolean enabled) {
    return """
        {"uuid":"%s","clientId":"agent","enabled":%s,"actsByItself":["client_credentials"],
         "permit":{"state":"%s","version":%d}}"""
        .formatted(uuid(identity), enabled, state, version);
  }
}
