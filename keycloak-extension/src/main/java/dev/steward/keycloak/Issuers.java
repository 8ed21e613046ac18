package dev.steward.keycloak;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;

/**
 * How the realms call themselves in their tokens.
 *
 * <p>Where the server has no fixed hostname that depends on who asks, so what the registry was told
 * goes first.
 */
final class Issuers {

  private static final Logger LOG = Logger.getLogger(Issuers.class);

  private final Map<String, String> toTheRegistry = new ConcurrentSkipListMap<>();
  private final Map<String, String> toAnybody = new ConcurrentSkipListMap<>();

  /** The registry calls. */
  void seenByRegistry(KeycloakSession session, RealmModel realm) {
    toTheRegistry.put(realm.getId(), issuer(session, realm));
  }

  /** Somebody calls. */
  void seen(KeycloakSession session, RealmModel realm) {
    if (toAnybody.containsKey(realm.getId())) {
      return;
    }
    try {
      toAnybody.put(realm.getId(), issuer(session, realm));
    } catch (RuntimeException noRequest) {
      LOG.tracef("realm %s has no name outside a request: %s", realm.getName(), noRequest);
    }
  }

  /** Whether a registry called for this realm since the start. */
  boolean calledFor(String realm) {
    return toTheRegistry.containsKey(realm);
  }

  /** The realms of which that is true. */
  Set<String> called() {
    return Set.copyOf(toTheRegistry.keySet());
  }

  Optional<String> of(String realm) {
    return Optional.ofNullable(toTheRegistry.get(realm))
        .or(() -> Optional.ofNullable(toAnybody.get(realm)));
  }

  void forget(String realm) {
    toTheRegistry.remove(realm);
    toAnybody.remove(realm);
  }

  private static String issuer(KeycloakSession session, RealmModel realm) {
    return Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName());
  }
}
