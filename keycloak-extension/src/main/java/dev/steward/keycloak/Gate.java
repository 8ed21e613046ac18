package dev.steward.keycloak;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Timer;
import java.util.TimerTask;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/** What the providers of the gate share on one server: settings, keys, memory and decisions. */
final class Gate {

  private static final Logger LOG = Logger.getLogger(Gate.class);

  private static final long BETWEEN_TICKS = 2_000;

  /** In Keycloak's own data folder. */
  private static final Path KEPT =
      Path.of(System.getProperty("kc.home.dir", "."), "data", "steward", "registry-keys.json");

  private static final int ORIGINS_AT_ONCE = 500;

  private static final long MEMORY_OVERLAP_MILLIS = 60_000;

  private final GateSettings settings;
  private final TrustedKeys keys;
  private final HeldPermits held = new HeldPermits();
  private final ClientPermits permits;
  private final WouldHaveDenied observed = new WouldHaveDenied();
  private final Decisions decisions;
  private final Clock clock = new KeycloakClock();
  // Keycloak's clock can be moved, and the memory of a cluster is ordered by a clock that is not.
  private final Clock realClock = Clock.systemUTC();
  private @Nullable Timer ticks;
  private long memoryReadAt;

  Gate(GateSettings settings) {
    this.settings = settings;
    String location = settings.registryKeys();
    this.keys = new TrustedKeys(location == null ? null : KeySource.of(location, KEPT), clock);
    this.permits = new ClientPermits(keys, held);
    this.decisions = new Decisions(settings, permits, observed, clock);
  }

  /** The gate of the session's server. */
  static Gate of(KeycloakSession session) {
    return ((PermitGuardFactory)
            session
                .getKeycloakSessionFactory()
                .getProviderFactory(ClientPolicyExecutorProvider.class, PermitGuardFactory.ID))
        .gate();
  }

  /** Reads the memory and the keys, and keeps on reading them. */
  synchronized void open(KeycloakSessionFactory sessions) {
    tick(sessions);
    // A timer of its own: reading keys over the network must not hold up Keycloak's.
    ticks = new Timer("steward-gate", true);
    ticks.schedule(
        new TimerTask() {
          @Override
          public void run() {
            learnOrigins(sessions);
          }
        },
        BETWEEN_TICKS);
    ticks.schedule(
        new TimerTask() {
          @Override
          public void run() {
            tick(sessions);
          }
        },
        BETWEEN_TICKS,
        BETWEEN_TICKS);
  }

  synchronized void close() {
    if (ticks != null) {
      ticks.cancel();
    }
  }

  GateSettings settings() {
    return settings;
  }

  TrustedKeys keys() {
    return keys;
  }

  HeldPermits held() {
    return held;
  }

  ClientPermits permits() {
    return permits;
  }

  WouldHaveDenied observed() {
    return observed;
  }

  Decisions decisions() {
    return decisions;
  }

  Instant now() {
    return clock.instant();
  }

  long millis() {
    return clock.millis();
  }

  Instant realNow() {
    return realClock.instant();
  }

  private static void learnOrigins(KeycloakSessionFactory sessions) {
    try {
      while (KeycloakModelUtils.runJobInTransactionWithResult(
              sessions, session -> new ClientOriginRows(session).learn(ORIGINS_AT_ONCE))
          > 0) {
        Thread.onSpinWait();
      }
    } catch (RuntimeException e) {
      // Another node may have learnt the same meanwhile; what is missing is learnt at a later
      // start.
      LOG.infof("the admin events of before were not all looked at: %s", e);
    }
  }

  private void tick(KeycloakSessionFactory sessions) {
    try {
      keys.refreshWhenDue();
      readMemory(sessions);
    } catch (RuntimeException e) {
      LOG.warnf("the gate could not refresh its memory: %s", e);
    }
  }

  private void readMemory(KeycloakSessionFactory sessions) {
    long since = memoryReadAt - MEMORY_OVERLAP_MILLIS;
    long readAt = realNow().toEpochMilli();
    KeycloakModelUtils.runJobInTransaction(
        sessions, session -> held.fill(new HeldPermitRows(session).changedSince(since)));
    memoryReadAt = readAt;
  }
}
