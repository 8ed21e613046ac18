package dev.steward.keycloak;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/** What the providers of the gate share on one server: settings, keys, memory and decisions. */
final class Gate {

  private static final Logger LOG = Logger.getLogger(Gate.class);

  private static final long BETWEEN_TICKS = 2_000;

  /** In Keycloak's own data folder. */
  private static final Path OURS =
      Path.of(System.getProperty("kc.home.dir", "."), "data", "steward");

  private static final int ORIGINS_AT_ONCE = 500;

  private static final long MEMORY_OVERLAP_MILLIS = 60_000;

  private final GateSettings settings;
  private final TrustedKeys keys;
  private final HeldPermits held = new HeldPermits();
  private final ClientPermits permits;
  private final WouldHaveDenied observed = new WouldHaveDenied();
  private final Witness witness = new Witness(this);
  private final Decisions decisions;
  private final Issuers issuers = new Issuers();
  private final UseMeter meter;
  private final Clock clock = new KeycloakClock();
  // Keycloak's clock can be moved, and the memory of a cluster is ordered by a clock that is not.
  private final Clock realClock = Clock.systemUTC();
  private @Nullable Timer ticks;
  private volatile @Nullable Signals signals;
  private long drainedAt = System.nanoTime();
  private long memoryReadAt;

  Gate(GateSettings settings) {
    this.settings = settings;
    String location = settings.registryKeys();
    this.keys =
        new TrustedKeys(
            location == null ? null : KeySource.of(location, OURS.resolve("registry-keys.json")),
            clock);
    this.permits = new ClientPermits(keys, held);
    this.decisions = new Decisions(settings, permits, witness::wouldHaveDenied, clock);
    this.meter = new UseMeter(clock);
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
    URI registry = settings.registryUrl();
    if (registry != null) {
      Signals opened =
          new Signals(this, registry, new UntoldUses(OURS.resolve("untold-uses.json")), sessions);
      opened.open(realm -> isThere(sessions, realm));
      signals = opened;
      ready(opened);
    }
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
    Signals opened = signals;
    if (opened != null) {
      opened.close();
    }
  }

  Issuers issuers() {
    return issuers;
  }

  UseMeter meter() {
    return meter;
  }

  /** How the registry is told what happens here; nothing when it is not told. */
  Optional<Signals> signals() {
    return Optional.ofNullable(signals);
  }

  /** Whether a registry wants to know what happens in this realm. */
  boolean listens(String realm) {
    return signals != null && (issuers.calledFor(realm) || held.inRealm(realm));
  }

  /** What the current transaction does, if a registry wants to know. */
  Optional<Noticed> noticed(KeycloakSession session, RealmModel realm) {
    if (!listens(realm.getId()) || !session.getTransactionManager().isActive()) {
      return Optional.empty();
    }
    return signals()
        .map(
            told -> {
              issuers.seen(session, realm);
              return Noticed.in(session, told, permits);
            });
  }

  void forgetRealm(String realm) {
    held.forgetRealm(realm);
    issuers.forget(realm);
    signals().ifPresent(told -> told.forgetRealm(realm));
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

  Witness witness() {
    return witness;
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

  private static boolean isThere(KeycloakSessionFactory sessions, String realm) {
    return KeycloakModelUtils.runJobInTransactionWithResult(
        sessions, session -> session.realms().getRealm(realm) != null);
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
      observed.logFirsts();
      keys.refreshWhenDue();
      readMemory(sessions);
      signals().ifPresent(this::tell);
    } catch (RuntimeException e) {
      LOG.warnf("the gate could not refresh its memory: %s", e);
    }
  }

  /** Sees to it that what those realms have to say can be sealed even while the server ends. */
  private void ready(Signals told) {
    held.realms().forEach(told::ready);
    issuers.called().forEach(told::ready);
  }

  private void tell(Signals told) {
    ready(told);
    told.tellSuspects();
    if (meter.fills() || System.nanoTime() - drainedAt >= settings.pushEvery().toNanos()) {
      told.drain();
      drainedAt = System.nanoTime();
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
