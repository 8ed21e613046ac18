package dev.steward.keycloak;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The mirror in memory of {@link HeldPermitRows}, so that asking for a token reads no database.
 *
 * <p>Another node's changes arrive with the next look at the table.
 */
final class HeldPermits {

  private final Map<String, Held> byClient = new ConcurrentHashMap<>();
  private final Map<Name, Held> byName = new ConcurrentHashMap<>();
  private final Set<String> realms = ConcurrentHashMap.newKeySet();
  private volatile boolean loaded;

  Optional<Held> of(String client) {
    return Optional.ofNullable(byClient.get(client));
  }

  /** The client that held a permit under this name in this realm, whatever became of it. */
  Optional<Held> named(String realm, String name) {
    return Optional.ofNullable(byName.get(new Name(realm, name)));
  }

  /** Whether any client of this realm ever held a permit. */
  boolean inRealm(String realm) {
    return realms.contains(realm);
  }

  /** The realms of which that is true. */
  Set<String> realms() {
    return Set.copyOf(realms);
  }

  /** Whether the mirror was filled since the server started. */
  boolean loaded() {
    return loaded;
  }

  void fill(Collection<Held> rows) {
    rows.forEach(this::put);
    loaded = true;
  }

  /** Takes a row in, unless a later version of it is here already. */
  void put(Held row) {
    byClient.merge(
        row.client(), row, (known, read) -> read.version() < known.version() ? known : read);
    if (row.permitted()) {
      byName.put(new Name(row.realm(), row.name()), row);
      realms.add(row.realm());
    }
  }

  void forgetRealm(String realm) {
    byClient.values().removeIf(held -> held.realm().equals(realm));
    byName.keySet().removeIf(name -> name.realm().equals(realm));
    realms.remove(realm);
  }

  private record Name(String realm, String name) {}
}
