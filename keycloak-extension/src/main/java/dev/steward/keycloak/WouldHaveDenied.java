package dev.steward.keycloak;

import dev.steward.permit.Decision.Denied;
import dev.steward.permit.Decision.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/** What enforcing would have refused on this node since its start. */
final class WouldHaveDenied {

  private static final Logger LOG = Logger.getLogger(WouldHaveDenied.class);
  private static final int MOST_ENTRIES = 1_000;

  private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

  /** Counts one refusal, once per request; logs the first of its kind. */
  void record(KeycloakSession session, ClientModel client, Denied denied) {
    Key key = new Key(client.getRealm().getName(), client.getClientId(), denied.reason());
    String mark = "steward.observed." + key;
    if (session.getAttribute(mark) != null) {
      return;
    }
    session.setAttribute(mark, true);
    if (counts.size() >= MOST_ENTRIES && !counts.containsKey(key)) {
      return;
    }
    LongAdder count = counts.computeIfAbsent(key, absent -> new LongAdder());
    if (count.intValue() == 0) {
      LOG.infof(
          "would have denied: realm=%s client=%s reason=%s detail=\"%s\"",
          key.realm, key.client, denied.reason(), denied.detail());
    }
    count.increment();
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

  private record Key(String realm, String client, Reason reason) {}
}
