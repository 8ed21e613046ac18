package dev.steward.console;

import dev.steward.finding.Finding.Reason;

/** What a finding means, for those who have not learnt its name. */
public final class FindingWords {

  private FindingWords() {}

  /** Its name and what it means, such as {@code Dormant: nobody used it for longer than …}. */
  public static String of(Reason reason) {
    return name(reason) + ": " + meaning(reason);
  }

  /** Its name as people read it. */
  public static String name(Reason reason) {
    return Labels.sentence(reason.name());
  }

  /** What it means. */
  public static String meaning(Reason reason) {
    return switch (reason) {
      case OWNER_MISSING -> "nobody whom Keycloak knows is named as its owner";
      case OWNER_NEVER_ACCEPTED -> "people were asked to answer for it, and none has said yes";
      case OWNER_DISABLED -> "the account of somebody who answers for it is disabled";
      case OWNER_LEFT -> "somebody who answered for it left for good";
      case HAND_OVER -> "its owners went, and somebody else has some time to follow them";
      case OWNER_GONE -> "its owners went, nobody followed them in time, and it gets no token";
      case OWNER_OVER_LIMIT -> "its owner answers for more of its risk tier than one person should";
      case DORMANT -> "it may act, and nobody used it for longer than its risk tier permits";
      case REVIEW_OVERDUE -> "its review is late; it still works";
      case REVIEW_BROWNOUT -> "its review is so late that tokens are refused in short windows";
      case REVIEW_LAPSED -> "its review never came, and it gets no token";
      case ENDED -> "its own end has passed";
      case PERMIT_UNDELIVERED -> "Keycloak has not taken its newest permit yet";
      case PERMIT_UNDELIVERABLE ->
          "Keycloak did not take its newest permit, however often it was tried";
      case PERMIT_TAMPERED -> "its client did not show the permit that it was given";
      case PERMIT_BEHIND -> "its client held an older permit than the newest";
      case PERMIT_AHEAD -> "its client holds a newer permit than the registry knows of";
      case CLIENT_REENABLED -> "its client was stopped, and somebody enabled it";
      case CLIENT_GONE -> "its client does not exist any more";
    };
  }
}
