package dev.steward.keycloak;

import dev.steward.keycloak.Receipt.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/**
 * Ends a client's ability to act, for now or for good, and gives it back. Doing it twice is well.
 */
final class KillSwitch {

  private static final int SECRET_LENGTH = 64;

  private final KeycloakSession session;
  private final ClientModel client;
  private final HeldPermitRow row;
  private final Instant now;
  private final boolean renewed;
  private final Map<String, Object> found = new LinkedHashMap<>();
  private final List<String> done = new ArrayList<>();

  /**
   * A kill switch for one order.
   *
   * @param renewed whether the order comes with a permit that the gate did not hold before
   */
  KillSwitch(
      KeycloakSession session,
      ClientModel client,
      HeldPermitRow row,
      Instant now,
      boolean renewed) {
    this.renewed = renewed;
    this.session = session;
    this.client = client;
    this.row = row;
    this.now = now;
    found.put("enabled", client.isEnabled());
    found.put("notBefore", client.getNotBefore());
    found.put("keys", ClientFacts.keys(client::getAttribute));
    found.put("hasSecret", client.getSecret() != null);
  }

  /** Takes the client's tokens and the way to new ones, so that it can be given back. */
  Receipt stop() {
    disable();
    return receipt(Action.STOP);
  }

  /** Takes everything that the client could ever sign in with. */
  Receipt destroy() {
    boolean before = row.destroyed && !client.isEnabled();
    disable();
    List<String> keys = ClientFacts.keyAttributes(client);
    if (!before || !keys.isEmpty() || client.getRegistrationToken() != null) {
      client.setSecret(SecretGenerator.getInstance().randomString(SECRET_LENGTH));
      done.add("SECRET_REPLACED");
      if (!keys.isEmpty()) {
        keys.forEach(client::removeAttribute);
        done.add("KEYS_REMOVED");
      }
      if (client.getRegistrationToken() != null) {
        client.setRegistrationToken(null);
        done.add("REGISTRATION_TOKEN_REMOVED");
      }
      ClientChanged.announce(session, client);
    }
    row.destroyed = true;
    return receipt(Action.DESTROY);
  }

  /** Gives back what {@link #stop} took; tokens from before the stop stay dead. */
  Receipt restore() {
    if (row.stopped && !row.destroyed) {
      if (!client.isEnabled()) {
        client.setEnabled(true);
        ClientChanged.announce(session, client);
        done.add("ENABLED");
      }
      row.stopped = false;
    }
    return receipt(Action.RESTORE);
  }

  private void disable() {
    if (client.isEnabled()) {
      client.setEnabled(false);
      done.add("DISABLED");
      row.stopped = true;
    } else if (row.stopped || !isNews()) {
      return;
    }
    endTokens();
    ClientChanged.announce(session, client);
  }

  /** Also of a client that others had disabled, and may enable again. */
  private void endTokens() {
    int notBefore = notBefore(now);
    if (notBefore > client.getNotBefore()) {
      client.setNotBefore(notBefore);
      done.add("NOT_BEFORE_SET");
    }
  }

  /**
   * Before which second a token must have been issued to be dead: before the one after, so that
   * those of this very second are, too. Keycloak counts it in 32 bits; a stop after January 2038
   * ends the tokens from before that, and all others by the client that is disabled.
   */
  static int notBefore(Instant stop) {
    return Math.clamp(stop.getEpochSecond() + 1, 0, Integer.MAX_VALUE);
  }

  /** Whether this order was not carried out before. */
  private boolean isNews() {
    return renewed || row.receipt == null;
  }

  private Receipt receipt(Action action) {
    Receipt receipt = new Receipt(client.getId(), row.version, action, found, done, now.toString());
    boolean asked = action != Action.RESTORE && isNews();
    if (asked || !done.isEmpty()) {
      row.receipt = receipt.json();
    }
    return receipt;
  }
}
