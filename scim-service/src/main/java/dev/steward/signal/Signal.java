package dev.steward.signal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One thing that the realm says happened.
 *
 * @param jti its own name; the same one again says nothing new
 * @param event the URI of what happened
 * @param kind what it is about
 * @param subject the id of the person, of the client, or the name of the realm
 * @param told what is said about it
 */
record Signal(String jti, String event, Kind kind, String subject, JsonNode told) {

  private static final String RISC = "https://schemas.openid.net/secevent/risc/event-type/";
  private static final String OURS = "urn:dev.steward:secevent:";

  private static final Map<String, Kind> KINDS =
      Map.of(
          RISC + "account-disabled", Kind.PERSON,
          RISC + "account-enabled", Kind.PERSON,
          RISC + "account-purged", Kind.PERSON,
          OURS + "client-created", Kind.CLIENT,
          OURS + "client-changed", Kind.CLIENT,
          OURS + "client-removed", Kind.CLIENT,
          OURS + "permit-tampered", Kind.CLIENT,
          OURS + "use-counted", Kind.USE);

  /** What a signal is about. */
  enum Kind {
    PERSON,
    CLIENT,
    /** Tokens that were asked for. */
    USE,
    /** Something that is of no concern here. */
    OTHER
  }

  static Kind kind(String event) {
    return KINDS.getOrDefault(event, Kind.OTHER);
  }
}
