package dev.steward.keycloak;

import dev.steward.identity.Identity;
import dev.steward.keycloak.PermitState.Holds;
import dev.steward.keycloak.PermitState.None;
import dev.steward.permit.Decision.Reason;
import dev.steward.permit.Permit;
import dev.steward.seal.BrokenSealException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/** The permits on the clients of this server, read from memory alone. */
final class ClientPermits {

  static final String PREFIX = "steward.";
  static final String PERMIT = "steward.permit";
  static final String VERSION = "steward.version";
  static final String IDENTITY = "steward.identity";
  static final String GOOD_UNTIL = "steward.good-until";

  private static final String RESEND = "; let the registry deliver the permit again";

  private final TrustedKeys keys;
  private final HeldPermits held;

  ClientPermits(TrustedKeys keys, HeldPermits held) {
    this.keys = keys;
    this.held = held;
  }

  PermitState of(ClientModel client) {
    return of(
        new Bearer(nameOf(client), client.getRealm().getId(), client.getClientId()),
        client.getAttribute(PERMIT),
        () -> client.getAttributes().keySet());
  }

  /** What the client shows, read past Keycloak's cache. */
  PermitState of(RealmModel realm, ClientRow client) {
    return of(
        new Bearer(
            new Identity.Client(realm.getName(), client.uuid()), realm.getId(), client.clientId()),
        client.attributes().get(PERMIT),
        () -> client.attributes().keySet());
  }

  private PermitState of(
      Bearer client, @Nullable String text, Supplier<Set<String>> attributeNames) {
    if (!held.loaded() && attributeNames.get().stream().anyMatch(name -> name.startsWith(PREFIX))) {
      return PermitState.tampered(
          Reason.PERMIT_MISSING, "the gate has not read its memory of permits yet; try again");
    }
    Optional<Held> known = held.of(client.name.uuid()).filter(Held::permitted);
    if (text == null || text.isBlank()) {
      return known.isEmpty()
          ? unknown(client)
          : PermitState.tampered(
              Reason.PERMIT_MISSING,
              "the permit of version %d is gone".formatted(known.get().version()) + RESEND);
    }
    try {
      return checked(client, keys.open(text), known);
    } catch (BrokenSealException e) {
      return known.isEmpty() && isFromElsewhere(client)
          ? new None()
          : PermitState.tampered(Reason.SEAL_BROKEN, e.getMessage() + RESEND);
    }
  }

  /**
   * Whether a permit that does not open came along with an import from another site, and governs
   * nobody here. While the gate has no keys, that cannot be told, and the client waits.
   */
  private boolean isFromElsewhere(Bearer client) {
    return !keys.keyIds().isEmpty() && held.named(client.realmId, client.clientId).isEmpty();
  }

  /** Whoever deletes a governed client and makes a new one of its name does not start over. */
  private PermitState unknown(Bearer client) {
    return held.named(client.realmId, client.clientId).isEmpty()
        ? new None()
        : PermitState.tampered(
            Reason.PERMIT_MISSING,
            "another client of this name held a permit and this one took its place; register this"
                + " client");
  }

  static Identity.Client nameOf(ClientModel client) {
    return new Identity.Client(client.getRealm().getName(), client.getId());
  }

  private static PermitState checked(Bearer client, Permit permit, Optional<Held> known) {
    if (!permit.client().equals(client.name)) {
      return PermitState.tampered(
          Reason.WRONG_CLIENT, "the permit was issued to another client" + RESEND);
    }
    if (known.isPresent() && permit.version() < known.get().version()) {
      return PermitState.tampered(
          Reason.ROLLED_BACK,
          "the permit is of version %d, and version %d was held before"
                  .formatted(permit.version(), known.get().version())
              + RESEND);
    }
    return new Holds(permit);
  }

  private record Bearer(Identity.Client name, String realmId, String clientId) {}
}
