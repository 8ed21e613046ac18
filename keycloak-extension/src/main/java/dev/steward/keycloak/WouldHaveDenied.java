package dev.steward.keycloak;

import dev.steward.permit.Decision.Denied;
import dev.steward.permit.Decision.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/**
 * What enforcing would have refused on this node since its start.
 *
 * <p>Counting takes no lock and writes nothing; the first of a kind is logged by who asks for it.
 */
final class WouldHaveDenied {

  private static final Logger LOG = Logger.getLogger(WouldHaveDenied.class);
  private static final int MOST_ENTRIES = 1_000;

  private final Map<Key, LongAdder> counts = new ConcurrentSkipListMap<>();
  private final Queue<First> firsts = new ConcurrentLinkedQueue<>();

  /** Counts one refusal, once per request. */
  void record(KeycloakSession session, ClientModel client, Denied denied) {
    Key key = new Key(client.getRealm().getName(), client.getClientId(), denied.reason());
    String mark = "steward.observed." + key;
    if (session.getAttribute(mark) != null) {
      return;
    }
    session.setAttribute(mark, true);
    LongAdder count = counts.get(key);
    if (count == null) {
      if (counts.size() >= MOST_ENTRIES) {
        return;
      }
      LongAdder fresh = new LongAdder();
      LongAdder other = counts.putIfAbsent(key, fresh);
      count = other == null ? fresh : other;
      if (other == null) {
        firsts.add(new First(key, denied.detail()));
      }
    }
    count.increment();
  }

  /** Logs the first of each kind since it was last asked to. */
  void logFirsts() {
    for (First first = firsts.poll(); first != null; first = firsts.poll()) {
      LOG.infof(
          "would have denied: realm=%s client=%s reason=%s detail=\"%s\"",
          first.key.realm, first.key.client, first.key.reason, first.detail);
    }
  }

  List<Observed> in(String realm) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().realm.equals(realm))
        .map(
            entry ->
                new Observed(
                    entry.getKey().client, entry.getKey().reason, entry.getValue().longValue()))
        .sorted(Comparator.comparing(Observed::client).thenComparing(Observed::reason))
        .toList();
  }

  /** How often one client would have been refused for one reason. */
  record Observed(String client, Reason reason, long times) {}

  private record First(Key key, String detail) {}

  private record Key(String realm, String client, Reason reason) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::client).thenComparing(Key::realm).thenComparing(Key::reason);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }
}
