package dev.steward.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Answer;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Sample;
import dev.steward.testing.Traces;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CourierTest {

  private static final Duration LEASE = Duration.ofMinutes(2);

  @Inject Courier courier;
  @Inject Outbox outbox;
  @Inject IdentityRegistry registry;
  @Inject Database database;
  @Inject Traces traces;

  @BeforeEach
  void nothingElseIsDue() {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database.update(
                    "update parcel set state = 'DELIVERED', finished_at = now(), lease = null,"
                        + " leased_until = null where state = 'WAITING'"));
  }

  @AfterEach
  void theGateHoldsAgain() {
    KeycloakDouble.running().gate(Gate.HOLDING);
  }

  @Test
  void deliversWhatIsDue() {
    Identity identity = register();

    courier.deliverDue();

    assertThat(traces.parcel(identity)).isEqualTo("DELIVERED");
  }

  @Test
  void recordsWhatTheGateDidToTheClient() {
    Identity identity = register();
    KeycloakDouble.running()
        .gate(
            (method, path, body) ->
                method.equals("PUT")
                    ? new Answer(204, "")
                    : new Answer(
                        200,
                        """
                        {"client":"c","version":2,"action":"STOP",
                         "found":{"enabled":true,"sessions":3},"done":["disabled"],
                         "at":"2026-11-21T12:00:00Z"}"""));
    registry.change(
        identity.id(), null, List.of(new Change.Suspend("an incident")), Sample.PROVISIONER);

    courier.deliverDue();

    assertThat(traces.events(identity)).endsWith("ClientStopped");
    assertThat(
            database.list(
                "select text from ledger_entry where identity_id = ? and event = 'ClientStopped'",
                row -> row.text("text"),
                identity.id().value()))
        .singleElement()
        .asString()
        .contains("\"done\":[\"disabled\"]", "\"sessions\":3");
  }

  @Test
  void triesAgainLaterWhatKeycloakDidNotTake() {
    Identity identity = register();
    KeycloakDouble.running().gate((method, path, body) -> new Answer(500, "{}"));

    courier.deliverDue();

    assertThat(traces.parcel(identity)).isEqualTo("WAITING");
    assertThat(outbox.claim(LEASE)).isEmpty();
    assertThat(text(identity, "last_error")).contains("HTTP 500");

    KeycloakDouble.running().gate(Gate.HOLDING);
    makeDue(identity);
    courier.deliverDue();

    assertThat(traces.parcel(identity)).isEqualTo("DELIVERED");
  }

  @Test
  void triesAgainWhenTheGateDiesAfterItTookThePermit() {
    Identity identity = register();
    var puts = new AtomicInteger();
    KeycloakDouble.running()
        .gate(
            (method, path, body) -> {
              if (method.equals("PUT") && puts.incrementAndGet() == 1) {
                throw new java.io.IOException("the server was killed here");
              }
              return Gate.HOLDING.answer(method, path, body);
            });

    courier.deliverDue();
    assertThat(traces.parcel(identity)).isEqualTo("WAITING");
    makeDue(identity);
    courier.deliverDue();

    assertThat(puts).hasValue(2);
    assertThat(traces.parcel(identity)).isEqualTo("DELIVERED");
  }

  @Test
  void knowsThatANewerPermitIsHeld() {
    Identity identity = register();
    KeycloakDouble.running().gate((method, path, body) -> new Answer(409, "{\"held\":9}"));

    courier.deliverDue();

    assertThat(traces.parcel(identity)).isEqualTo("SUPERSEDED");
    assertThat(traces.events(identity)).endsWith("PermitAhead");
  }

  @Test
  void makesAFindingOfAClientThatIsGone() {
    Identity identity = register();
    KeycloakDouble.running()
        .gate((method, path, body) -> new Answer(404, "{}", "application/problem+json"));

    courier.deliverDue();

    assertThat(traces.parcel(identity)).isEqualTo("ORPHANED");
    assertThat(traces.events(identity)).endsWith("ClientGone");
  }

  @Test
  void doesNotTakeAMissingGateForAMissingClient() {
    Identity identity = register();
    KeycloakDouble.running()
        .gate((method, path, body) -> new Answer(404, "{\"error\":\"HTTP 404 Not Found\"}"));

    courier.deliverDue();

    assertThat(traces.parcel(identity)).isEqualTo("WAITING");
    assertThat(text(identity, "last_error")).contains("no gate");
  }

  @Test
  void makesAFindingOfWhatCannotBeDelivered() {
    Identity identity = register();
    KeycloakDouble.running().gate((method, path, body) -> new Answer(503, "{}"));

    for (int attempt = 0; attempt < 12; attempt++) {
      makeDue(identity);
      courier.deliverDue();
    }

    assertThat(traces.parcel(identity)).isEqualTo("DEAD");
    assertThat(traces.events(identity)).containsOnlyOnce("PermitUndeliverable");
  }

  @Test
  void neverCarriesOneParcelTwiceAtATime() throws Exception {
    IntStream.range(0, 40).forEach(i -> register());
    Map<String, Integer> puts = new ConcurrentHashMap<>();
    KeycloakDouble.running()
        .gate(
            (method, path, body) -> {
              if (method.equals("PUT")) {
                puts.merge(path, 1, Integer::sum);
              }
              return Gate.HOLDING.answer(method, path, body);
            });

    try (ExecutorService couriers = Executors.newFixedThreadPool(4)) {
      for (Future<?> done :
          IntStream.range(0, 4).mapToObj(i -> couriers.submit(courier::deliverDue)).toList()) {
        done.get();
      }
    }

    assertThat(puts).hasSize(40);
    assertThat(puts.values()).containsOnly(1);
  }

  @Test
  void takesOverWhenALeaseEnds() {
    Identity identity = register();
    Parcel lost = outbox.claim(LEASE).orElseThrow();
    assertThat(outbox.claim(LEASE)).isEmpty();

    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database.update(
                    "update parcel set leased_until = now() - interval '1 second'"
                        + " where identity_id = ?",
                    identity.id().value()));
    Parcel taken = outbox.claim(LEASE).orElseThrow();

    assertThat(taken.identity()).isEqualTo(lost.identity());
    assertThat(finish(lost)).isFalse();
    assertThat(finish(taken)).isTrue();
  }

  @Test
  void leavesANewerPermitToBeDeliveredWhenItComesBackWithTheOlder() {
    Identity identity = register();
    Parcel older = outbox.claim(LEASE).orElseThrow();

    registry.change(
        identity.id(), null, List.of(new Change.Suspend("an incident")), Sample.PROVISIONER);

    assertThat(finish(older)).isFalse();
    Parcel newer = outbox.claim(LEASE).orElseThrow();
    assertThat(newer.version()).isEqualTo(2);
    assertThat(newer.intent()).isEqualTo(Identity.Intent.SUSPENDED);
  }

  private boolean finish(Parcel parcel) {
    return QuarkusTransaction.requiringNew()
        .call(() -> outbox.finish(parcel, Outbox.End.DELIVERED));
  }

  private Identity register() {
    return registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();
  }

  private void makeDue(Identity identity) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database.update(
                    "update parcel set next_attempt_at = now() where identity_id = ?",
                    identity.id().value()));
  }

  private String text(Identity identity, String column) {
    return database
        .first(
            "select " + column + " from parcel where identity_id = ?",
            row -> row.text(column),
            identity.id().value())
        .orElseThrow();
  }
}
