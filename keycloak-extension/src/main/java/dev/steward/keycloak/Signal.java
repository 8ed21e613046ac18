package dev.steward.keycloak;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened here and that the registry should look at. A reason to look, never an
 * order.
 *
 * @param realm the id of the realm whose key seals it
 * @param jti by which the registry knows one that it has seen before
 * @param event the address of its type
 */
record Signal(
    String realm,
    String jti,
    Instant at,
    String event,
    Subject subject,
    Map<String, Object> payload) {

  private static final String RISC = "https://schemas.openid.net/secevent/risc/event-type/";
  private static final String OURS = "urn:dev.steward:secevent:";

  static final String ACCOUNT_DISABLED = RISC + "account-disabled";
  static final String ACCOUNT_ENABLED = RISC + "account-enabled";
  static final String ACCOUNT_PURGED = RISC + "account-purged";
  static final String CLIENT_CREATED = OURS + "client-created";
  static final String CLIENT_CHANGED = OURS + "client-changed";
  static final String CLIENT_REMOVED = OURS + "client-removed";
  static final String PERMIT_TAMPERED = OURS + "permit-tampered";
  static final String USE_COUNTED = OURS + "use-counted";

  /** Two that wait with the same matter are one: the registry looks at what is true by then. */
  Matter matter() {
    return new Matter(realm, subject instanceof Subject.Person ? "account" : event, subject);
  }

  /** What a signal is about. */
  sealed interface Subject {

    /** A user of the realm. */
    record Person(String id) implements Subject {}

    /** A client. */
    record Client(String uuid) implements Subject {}

    /** The realm itself. */
    record Realm() implements Subject {}
  }

  /** What makes two signals say the same. */
  record Matter(String realm, String kind, Subject subject) {}
}
