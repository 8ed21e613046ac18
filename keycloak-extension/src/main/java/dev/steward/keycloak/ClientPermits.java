package dev.steward.keycloak;

import dev.steward.identity.Identity;
import dev.steward.keycloak.PermitState.Holds;
import dev.steward.keycloak.PermitState.None;
import dev.steward.permit.Decision.Reason;
import dev.steward.permit.Permit;
import dev.steward.seal.BrokenSealException;
import java.util.Optional;
import org.keycloak.models.ClientModel;

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
    String text = client.getAttribute(PERMIT);
    if (!held.loaded() && hasOurAttributes(client)) {
      return PermitState.tampered(
          Reason.PERMIT_MISSING, "the gate has not read its memory of permits yet; try again");
    }
    Optional<Held> known = held.of(client.getId()).filter(Held::permitted);
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
      return PermitState.tampered(Reason.SEAL_BROKEN, e.getMessage() + RESEND);
    }
  }

  /** Whoever deletes a governed client and makes a new one of its name does not start over. */
  private PermitState unknown(ClientModel client) {
    return held.named(client.getRealm().getId(), client.getClientId()).isEmpty()
        ? new None()
        : PermitState.tampered(
            Reason.PERMIT_MISSING,
            "another client of this name held a permit and this one took its place; register this"
                + " client");
  }

  static Identity.Client nameOf(ClientModel client) {
    return new Identity.Client(client.getRealm().getName(), client.getId());
  }

  private static PermitState checked(ClientModel client, Permit permit, Optional<Held> known) {
    if (!permit.client().equals(nameOf(client))) {
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

  private static boolean hasOurAttributes(ClientModel client) {
    return client.getAttributes().keySet().stream().anyMatch(name -> name.startsWith(PREFIX));
  }
}
