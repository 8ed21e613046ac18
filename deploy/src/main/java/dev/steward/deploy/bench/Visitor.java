package dev.steward.deploy.bench;

import java.util.Locale;

/** As whom pages are opened: somebody of the demo's realm. */
enum Visitor {
  /** Sees all, may do all, and answers for one of a hundred identities. */
  ADMINISTRATOR("grace"),
  /** Sees all, and answers for nothing. */
  ANALYST("frank"),
  /** Sees what is theirs, which is one of a hundred identities. */
  OWNER("alice");

  private final String userName;

  Visitor(String userName) {
    this.userName = userName;
  }

  String userName() {
    return userName;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
