package dev.steward.identity;

import java.time.Instant;

/** Whether an identity may act at an instant. Derived, and never stored. */
public enum Standing {
  /** Nobody said yes yet, or its time has not come. */
  PROPOSED,
  GOOD,
  /** The review is late, or nobody answers for it; everything still works. */
  GRACE,
  /** The review, or somebody to answer for it, is so late that tokens are refused in windows. */
  BROWNOUT,
  /** The review lapsed, nobody answered in time, or the identity's own end passed. */
  LAPSED,
  SUSPENDED,
  REVOKED;

  static Standing of(Identity identity, Instant now) {
    return switch (identity.intent()) {
      case PROPOSED -> PROPOSED;
      case SUSPENDED -> SUSPENDED;
      case REVOKED -> REVOKED;
      case APPROVED -> identity.validity().begun() ? approved(identity, now) : PROPOSED;
    };
  }

  private static Standing approved(Identity identity, Instant now) {
    if (!now.isBefore(identity.goodUntil())) {
      return LAPSED;
    }
    if (!now.isBefore(identity.brownoutFrom())) {
      return BROWNOUT;
    }
    return now.isBefore(identity.graceFrom()) ? GOOD : GRACE;
  }

  /** Whether tokens are issued, brownout windows aside. */
  public boolean mayAct() {
    return this == GOOD || this == GRACE || this == BROWNOUT;
  }
}
