package dev.steward.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.steward.database.Database;
import dev.steward.identity.Identity.Client;
import dev.steward.jobs.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Compares what should be with what is: asks the gate what every client holds, and sends again what
 * is missing, older or broken.
 */
@ApplicationScoped
public class Reconciler implements Job {

  private static final Logger LOG = Logger.getLogger(Reconciler.class);

  private final KeycloakGate gate;
  private final GateWatch watch;
  private final Outbox outbox;
  private final InventoryWalk walk;
  private final Inventory inventory;
  private final Drift drift;
  private final Database database;
  private final DeliveryConfig config;

  Reconciler(
      KeycloakGate gate,
      GateWatch watch,
      Outbox outbox,
      InventoryWalk walk,
      Inventory inventory,
      Drift drift,
      Database database,
      DeliveryConfig config) {
    this.gate = gate;
    this.watch = watch;
    this.outbox = outbox;
    this.walk = walk;
    this.inventory = inventory;
    this.drift = drift;
    this.database = database;
    this.config = config;
  }

  @Override
  public String name() {
    return "reconciler";
  }

  @Override
  public Duration pause() {
    return config.reconcileEvery();
  }

  /** Looks at every client once. Does nothing that a second look would do again. */
  @Override
  public void run() {
    try {
      watch.remember(gate.posture());
      // Keycloak answers: what waited for it to come back need not wait any longer.
      outbox.hurry();
      Instant began = now();
      walk.goRound(began);
      drift.mend(began);
      watch.compared();
    } catch (GateUnreachable e) {
      watch.troubled(String.valueOf(e.getMessage()));
      LOG.warnf("cannot compare with Keycloak now: %s", e.getMessage());
    }
  }

  /**
   * Looks at one client, because somebody said that something about it changed.
   *
   * @throws GateUnreachable when the gate does not say
   */
  public void look(Client client) {
    Instant began = now();
    Optional<JsonNode> facts = gate.client(client);
    facts.ifPresentOrElse(
        one -> inventory.remember(JsonNodeFactory.instance.arrayNode().add(one), began),
        () -> inventory.forget(client));
    drift.mend(began, client.uuid());
  }

  /** In the database's time, on which all replicas agree. */
  private Instant now() {
    return database.list("select now() as began", row -> row.instant("began")).getFirst();
  }
}
