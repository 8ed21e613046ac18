package dev.steward.keycloak;

import dev.steward.permit.Decision.Denied;
import dev.steward.permit.Decision.Reason;
import java.util.EnumSet;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/** Sees what becomes of token requests, so that the registry can be told. */
final class Witness {

  private static final Set<Reason> TAMPERED =
      EnumSet.of(
          Reason.PERMIT_MISSING, Reason.SEAL_BROKEN, Reason.WRONG_CLIENT, Reason.ROLLED_BACK);

  private final Gate gate;

  Witness(Gate gate) {
    this.gate = gate;
  }

  void issued(KeycloakSession session, Issued tokens) {
    TokenRequestInProgress.of(session, gate, tokens.client())
        .ifPresent(asked -> asked.issued(tokens));
  }

  void denied(KeycloakSession session, ClientModel client, Denied denied) {
    TokenRequestInProgress.of(session, gate, client).ifPresent(asked -> asked.denied(denied));
    suspect(client, denied);
  }

  void wouldHaveDenied(KeycloakSession session, ClientModel client, Denied denied) {
    gate.observed().record(session, client, denied);
    TokenRequestInProgress.of(session, gate, client)
        .ifPresent(asked -> asked.wouldHaveDenied(denied));
    suspect(client, denied);
  }

  private void suspect(ClientModel client, Denied denied) {
    if (TAMPERED.contains(denied.reason())) {
      gate.signals()
          .ifPresent(
              told ->
                  told.suspect(client.getRealm().getId(), client.getId(), client.getClientId()));
    }
  }
}
