package dev.steward.keycloak;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;

/** Tells the registry what happens here: what to look at, and what was used. */
final class Signals {

  static final int MOST_WAITING = 10_000;

  private static final int MOST_USES = 200;
  private static final int MOST_BYTES = 180_000;
  private static final int MOST_SUSPECTS = 1_000;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration BETWEEN_REMINDERS = Duration.ofMinutes(1);

  private final Gate gate;
  private final SignalQueue queue = new SignalQueue(MOST_WAITING);
  private final SignalEndpoint endpoint;
  private final SignalSeal seal;
  private final SignalPost post;
  private final UntoldUses untold;
  private final String node = UUID.randomUUID().toString();
  private final Map<String, Instant> suspects = new ConcurrentSkipListMap<>();
  private final Queue<Suspect> untoldSuspects = new ConcurrentLinkedQueue<>();
  private final Instant opened;
  private final Map<String, Instant> toldUntil = new HashMap<>();

  Signals(Gate gate, URI registry, UntoldUses untold, KeycloakSessionFactory sessions) {
    this.gate = gate;
    this.untold = untold;
    this.endpoint = new SignalEndpoint(registry);
    this.seal = new SignalSeal(sessions, gate.issuers());
    this.post = new SignalPost(queue, endpoint, seal::seal, FIRST_PAUSE);
    this.opened = gate.now();
  }

  /** Goes on with what an earlier life of the server counted and did not tell. */
  void open(Predicate<String> realmIsThere) {
    List<Signal> kept = untold.kept();
    Set<String> there =
        kept.stream()
            .map(Signal::realm)
            .distinct()
            .filter(realmIsThere)
            .collect(Collectors.toSet());
    queue.offerUses(kept.stream().filter(signal -> there.contains(signal.realm())).toList());
    post.open();
  }

  void close() {
    post.close(this::drain);
    keep(queue.uses());
  }

  /** Sees to it that the realm's key is at hand. */
  void ready(String realm) {
    seal.ready(realm);
  }

  /** Something about a person: one of the account events. */
  void person(String realm, String event, String user) {
    offer(signal(realm, event, new Signal.Subject.Person(user), Map.of()));
  }

  /** Something about a client: one of the client events, or a permit that is not what it was. */
  void client(String realm, String event, String uuid, String clientId, Origin.@Nullable By by) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("client_id", clientId);
    payload.put("by", by == null ? new Origin.By(null, null, null) : by);
    offer(signal(realm, event, new Signal.Subject.Client(uuid), payload));
  }

  /**
   * A token was asked for with a permit that is not what it was; told once in a while, and not by
   * whoever answers for the token, who would wait for the queue.
   */
  void suspect(String realm, String uuid, String clientId) {
    Instant now = gate.realNow();
    Instant told = suspects.get(uuid);
    if (told != null && now.isBefore(told.plus(BETWEEN_REMINDERS))) {
      return;
    }
    if (suspects.size() >= MOST_SUSPECTS) {
      suspects.clear();
    }
    suspects.put(uuid, now);
    untoldSuspects.add(new Suspect(realm, uuid, clientId));
  }

  /** Tells of those who were suspected since. */
  void tellSuspects() {
    for (Suspect next = untoldSuspects.poll(); next != null; next = untoldSuspects.poll()) {
      client(next.realm, Signal.PERMIT_TAMPERED, next.uuid, next.clientId, null);
    }
  }

  /**
   * Sends what was used off. In realms where what was used before still waits it goes on counting.
   *
   * <p>All of it is kept first. What is kept and never sent has names of its own, and what is sent
   * is kept under the names it is sent by, so that no life of the server tells it twice.
   */
  synchronized void drain() {
    tellSuspects();
    Instant to = gate.now();
    List<Signal> waiting = queue.uses();
    Set<String> busy = waiting.stream().map(Signal::realm).collect(Collectors.toSet());
    var drained = gate.meter().drain(realm -> !busy.contains(realm));
    List<Signal> signals = counted(drained, to);
    drained.keySet().forEach(realm -> toldUntil.put(realm, to));
    keep(Stream.concat(waiting.stream(), signals.stream()).toList());
    queue.offerUses(signals);
  }

  /** Keeps these, and what nobody drained yet. */
  private synchronized void keep(List<Signal> signals) {
    List<Signal> all = new ArrayList<>(signals);
    all.addAll(counted(gate.meter().show(), gate.now()));
    untold.keep(all);
  }

  private List<Signal> counted(Map<String, List<Map<String, Object>>> usesByRealm, Instant to) {
    List<Signal> signals = new ArrayList<>();
    usesByRealm.forEach(
        (realm, uses) -> {
          for (List<Map<String, Object>> some : UseBundles.of(uses, MOST_USES, MOST_BYTES)) {
            Map<String, Object> payload = new LinkedHashMap<>();
            payload.put("node", node);
            payload.put("from", toldUntil.getOrDefault(realm, opened).toString());
            payload.put("to", to.toString());
            payload.put("uses", some);
            signals.add(signal(realm, Signal.USE_COUNTED, new Signal.Subject.Realm(), payload));
          }
        });
    return signals;
  }

  void forgetRealm(String realm) {
    queue.forgetRealm(realm);
  }

  State state() {
    return new State(
        endpoint.address().toString(),
        queue.waiting(),
        queue.dropped(),
        post.refused(),
        gate.meter().notCounted(),
        post.problem());
  }

  /** The realm may be gone by the time that its removal is committed. */
  private void offer(Signal signal) {
    if (gate.listens(signal.realm())) {
      queue.offer(signal);
    }
  }

  private Signal signal(
      String realm, String event, Signal.Subject subject, Map<String, Object> payload) {
    return new Signal(realm, UUID.randomUUID().toString(), gate.now(), event, subject, payload);
  }

  /**
   * How it goes.
   *
   * @param dropped how many were given up at the bound; the registry finds the same by itself
   * @param usesNotCounted how many uses found no room in memory
   */
  record State(
      String pushingTo,
      int waiting,
      long dropped,
      long refused,
      long usesNotCounted,
      @Nullable String problem) {}

  private record Suspect(String realm, String uuid, String clientId) {}
}
