package dev.steward.delivery;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The permits as Keycloak holds them, and as they should be. */
@ApplicationScoped
public class Holdings {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final KeycloakGate gate;
  private final Database database;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Holdings(KeycloakGate gate, Database database, Clock clock) {
    this.gate = gate;
    this.database = database;
    this.clock = clock;
  }

  /**
   * The permit that an identity's client should hold.
   *
   * @param state waiting, delivered, superseded, orphaned or dead
   * @param lastError why it did not arrive yet, if it was tried
   * @param settled when it was delivered, or given up
   */
  public record Due(
      long version,
      Intent intent,
      String state,
      int attempts,
      @Nullable String lastError,
      Instant enqueued,
      @Nullable Instant settled) {

    private static Due read(Row row) {
      return new Due(
          row.number("version"),
          row.constant("intent", Intent.class),
          row.text("state").toLowerCase(java.util.Locale.ROOT),
          (int) row.number("attempts"),
          row.optionalText("last_error"),
          row.instant("enqueued_at"),
          row.optionalInstant("finished_at"));
    }
  }

  /** The newest permit; none for what has no client. */
  public Optional<Due> due(Id identity) {
    return database
        .lookUp(
            """
            select version, intent, state, attempts, last_error, enqueued_at, finished_at
            from parcel where identity_id = ?
            """,
            Due::read,
            identity.value())
        .stream()
        .findFirst();
  }

  /** As of the last look at all clients; nothing when the client was not there. */
  public Optional<Holding> lastSeen(Client client) {
    return database
        .lookUp(
            """
            select c.facts::text as facts, greatest(c.last_seen, g.asked_at) as at
            from known_client c left join gate_posture g on g.realm = c.realm
            where c.realm = ? and c.client_uuid = ?
            """,
            row ->
                Holding.read(
                    KnownClient.facts(row.text("facts")), row.instant("at"), /* live= */ false),
            client.realm(),
            client.uuid())
        .stream()
        .findFirst();
  }

  /**
   * As of now; nothing when the client is gone.
   *
   * @throws GateUnreachable when the gate does not say, or not soon
   */
  public Optional<Holding> now(Client client) {
    Future<Optional<Holding>> answer =
        threads.submit(
            () ->
                gate.client(client)
                    .map(facts -> Holding.read(facts, clock.instant(), /* live= */ true)));
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new GateUnreachable("Keycloak did not answer within " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GateUnreachable("interrupted while waiting for Keycloak", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof GateUnreachable unreachable
          ? unreachable
          : new GateUnreachable("Keycloak's answer cannot be read", e);
    }
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }
}
