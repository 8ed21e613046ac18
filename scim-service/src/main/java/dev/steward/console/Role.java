package dev.steward.console;

import java.util.function.Predicate;

/** As what somebody uses the console. */
public enum Role {
  /** Everybody who signs in and has none of the roles below. */
  OWNER("", "Owner"),
  AUDITOR("steward-auditor", "Auditor"),
  SECURITY("steward-security", "Security analyst"),
  ADMIN("steward-admin", "IAM administrator");

  private final String inRealm;
  private final String title;

  Role(String inRealm, String title) {
    this.inRealm = inRealm;
    this.title = title;
  }

  /** The role with the most rights among those that somebody has in the realm. */
  static Role of(Predicate<String> hasRole) {
    if (hasRole.test(ADMIN.inRealm)) {
      return ADMIN;
    }
    if (hasRole.test(SECURITY.inRealm)) {
      return SECURITY;
    }
    return hasRole.test(AUDITOR.inRealm) ? AUDITOR : OWNER;
  }

  public String title() {
    return title;
  }

  public boolean may(Deed deed) {
    return switch (this) {
      case OWNER -> deed == Deed.DECIDE_OWN || deed == Deed.REGISTER;
      case AUDITOR -> deed == Deed.SEE_EVERYTHING;
      case SECURITY -> deed != Deed.DECIDE_EVERYTHING && deed != Deed.CHANGE;
      case ADMIN -> true;
    };
  }
}
