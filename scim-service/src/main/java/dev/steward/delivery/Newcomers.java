package dev.steward.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.steward.database.Database;
import dev.steward.identity.Identity.Client;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Clients that the gate has not listed yet, though an identity was lately registered for them. Who
 * cannot wait for the next inventory has the gate asked for them alone.
 */
@ApplicationScoped
public class Newcomers {

  /** How often the gate may be asked, whoever wants to know. */
  public static final Duration PAUSE = Duration.ofSeconds(2);

  private static final Logger LOG = Logger.getLogger(Newcomers.class);

  /** What is older than this was listed, or is not there. */
  private static final Duration LATELY = Duration.ofHours(1);

  private static final int MOST = 20;

  private final KeycloakGate gate;
  private final GateConfig config;
  private final Inventory inventory;
  private final Database database;
  private final Clock clock;
  private final AtomicReference<Instant> asked = new AtomicReference<>(Instant.EPOCH);

  Newcomers(
      KeycloakGate gate, GateConfig config, Inventory inventory, Database database, Clock clock) {
    this.gate = gate;
    this.config = config;
    this.inventory = inventory;
    this.database = database;
    this.clock = clock;
  }

  /** The client of our realm that asks for tokens under a name, as far as the gate says so. */
  public Optional<Client> named(String clientId) {
    return inventory.named(clientId).or(() -> met() ? inventory.named(clientId) : Optional.empty());
  }

  /** Has the gate tell of those it has not told of; false when nothing new was to be learnt. */
  private boolean met() {
    Instant now = clock.instant();
    Instant last = asked.get();
    boolean isJustNow = Duration.between(last, now).abs().compareTo(PAUSE) < 0;
    if (isJustNow || !asked.compareAndSet(last, now)) {
      return false;
    }
    try {
      List<Client> unlisted = unlisted();
      unlisted.forEach(this::meet);
      return !unlisted.isEmpty();
    } catch (GateUnreachable e) {
      LOG.warnf("cannot ask for clients that are not listed yet: %s", e.getMessage());
      return false;
    }
  }

  private List<Client> unlisted() {
    Instant now = clock.instant();
    return database.list(
        """
        select i.client_uuid from identity i
        where i.realm = ? and i.client_uuid is not null and i.modified between ? and ?
          and i.intent <> 'REVOKED' and not exists (
            select from known_client c where c.realm = i.realm and c.client_uuid = i.client_uuid)
        order by i.modified desc limit ?
        """,
        row -> new Client(config.realm(), row.text("client_uuid")),
        config.realm(),
        now.minus(LATELY),
        now,
        MOST);
  }

  private void meet(Client client) {
    Instant began = database.list("select now() as began", row -> row.instant("began")).getFirst();
    gate.client(client)
        .ifPresent(
            facts -> inventory.remember(JsonNodeFactory.instance.arrayNode().add(facts), began));
  }
}
