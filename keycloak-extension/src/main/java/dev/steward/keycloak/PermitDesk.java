package dev.steward.keycloak;

import dev.steward.permit.Permit;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/** Takes permits and kill orders in: the client and the gate's memory change in one transaction. */
final class PermitDesk {

  private final KeycloakSession session;
  private final Gate gate;
  private final HeldPermitRows rows;

  PermitDesk(KeycloakSession session, Gate gate) {
    this.session = session;
    this.gate = gate;
    this.rows = new HeldPermitRows(session);
  }

  /** Stores the permit and does what its intent says. */
  Outcome take(ClientModel client, Permit permit, String text) {
    HeldPermitRow row = rows.lock(client);
    if (permit.version() < row.version) {
      return new Outcome.Superseded(row.version);
    }
    boolean newer = permit.version() > row.version;
    row.version = permit.version();
    row.identity = permit.identity().toString();
    write(client, permit, text);
    obey(permit, new KillSwitch(session, client, row, gate.now(), newer), newer);
    remember(row);
    return new Outcome.Stored();
  }

  Receipt stop(ClientModel client) {
    HeldPermitRow row = rows.lock(client);
    Receipt receipt = new KillSwitch(session, client, row, gate.now(), false).stop();
    remember(row);
    return receipt;
  }

  Receipt destroy(ClientModel client) {
    HeldPermitRow row = rows.lock(client);
    Receipt receipt = new KillSwitch(session, client, row, gate.now(), false).destroy();
    remember(row);
    return receipt;
  }

  private void write(ClientModel client, Permit permit, String text) {
    if (text.equals(client.getAttribute(ClientPermits.PERMIT))) {
      return;
    }
    client.setAttribute(ClientPermits.PERMIT, text);
    client.setAttribute(ClientPermits.VERSION, Long.toString(permit.version()));
    client.setAttribute(ClientPermits.IDENTITY, permit.identity().toString());
    client.setAttribute(ClientPermits.GOOD_UNTIL, permit.goodUntil().toString());
    ClientChanged.announce(session, client);
  }

  /** A repeated permit repeats a stop, but never undoes one that came after it. */
  private static void obey(Permit permit, KillSwitch kill, boolean newer) {
    switch (permit.intent()) {
      case PROPOSED, SUSPENDED -> kill.stop();
      case REVOKED -> kill.destroy();
      case APPROVED -> {
        if (newer) {
          kill.restore();
        }
      }
    }
  }

  private void remember(HeldPermitRow row) {
    rows.save(row, gate.realNow());
    Held held = row.held();
    session
        .getTransactionManager()
        .enlistAfterCompletion(
            new AbstractKeycloakTransaction() {
              @Override
              protected void commitImpl() {
                gate.held().put(held);
              }

              @Override
              protected void rollbackImpl() {}
            });
  }

  /** How a permit was received. */
  sealed interface Outcome {

    /** It is held, perhaps since before. */
    record Stored() implements Outcome {}

    /** A newer one was held before. */
    record Superseded(long held) implements Outcome {}
  }
}
