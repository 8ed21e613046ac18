package dev.steward.keycloak;

import dev.steward.permit.Decision.Denied;
import dev.steward.permit.Decision.Reason;
import dev.steward.permit.Permit;

/** What a client shows as its permit, compared with what the gate remembers. */
sealed interface PermitState {

  /** No permit of this registry, and never had one. */
  record None() implements PermitState {}

  /** The permit that belongs here. */
  record Holds(Permit permit) implements PermitState {}

  /** Something else. */
  record Tampered(Denied denied) implements PermitState {}

  /** The name of this state in the inventory. */
  default String name() {
    return switch (this) {
      case None none -> "NONE";
      case Holds holds -> "HELD";
      case Tampered(Denied denied) ->
          switch (denied.reason()) {
            case PERMIT_MISSING -> "MISSING";
            case WRONG_CLIENT -> "WRONG_CLIENT";
            case ROLLED_BACK -> "ROLLED_BACK";
            default -> "BROKEN";
          };
    };
  }

  static PermitState tampered(Reason reason, String detail) {
    return new Tampered(new Denied(reason, detail));
  }
}
