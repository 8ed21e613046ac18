package dev.steward.permit;

import java.time.Instant;
import java.util.Set;

/** The answer to a {@link TokenRequest}. */
public sealed interface Decision {

  /**
   * The token is issued.
   *
   * @param endBy the latest end of any token issued on this answer
   */
  record Permitted(long permitVersion, Instant endBy) implements Decision {}

  /**
   * The token is issued without some of the scopes that come by default.
   *
   * @param endBy the latest end of any token issued on this answer
   * @param beyond the scopes to leave out
   */
  record Trimmed(long permitVersion, Instant endBy, Set<String> beyond) implements Decision {

    public Trimmed {
      beyond = Set.copyOf(beyond);
    }
  }

  /** The token is refused. The detail says what is true and what to do. */
  record Denied(Reason reason, String detail) implements Decision {}

  /** Why a token was refused. The names appear in Keycloak events and in the ledger. */
  enum Reason {
    /** The client acts on its own and no identity is registered for it. */
    UNREGISTERED,
    /** The client once held a permit, and it is gone. */
    PERMIT_MISSING,
    /** The permit's text is not what a registry sealed. */
    SEAL_BROKEN,
    /** The permit was issued to another client. */
    WRONG_CLIENT,
    /** A newer permit was held before: this one was put back. */
    ROLLED_BACK,
    NOT_APPROVED,
    SUSPENDED,
    REVOKED,
    REVIEW_LAPSED,
    VALIDITY_ENDED,
    /** Its owners went, and nobody accepted to follow them in time. */
    OWNER_GONE,
    /** A refusal window before the end; the detail says until when. */
    BROWNOUT,
    GRANT_NOT_ALLOWED,
    SCOPE_NOT_ALLOWED
  }
}
