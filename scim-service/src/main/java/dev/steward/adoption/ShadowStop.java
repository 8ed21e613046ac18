package dev.steward.adoption;

import dev.steward.identity.Change;

/** How a client is stopped that nobody registered. */
public enum ShadowStop {
  /** For now: it gets no token until somebody resumes it. */
  SUSPEND,
  /** For good. */
  REVOKE;

  /** Whether it cannot be undone. */
  public boolean isFinal() {
    return this == REVOKE;
  }

  /** Resuming never approves: only what is approved can be suspended. */
  boolean approves() {
    return !isFinal();
  }

  Change change(String reason) {
    return switch (this) {
      case SUSPEND -> new Change.Suspend(reason);
      case REVOKE -> new Change.Revoke(reason);
    };
  }
}
