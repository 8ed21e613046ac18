package dev.steward.registry;

import dev.steward.identity.Identity.Id;

/** A change meant for another version than the one there is. */
public final class VersionConflict extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long present;

  VersionConflict(Id id, long expected, long present) {
    super(
        "the change was meant for version %d of identity %s, which is at version %d; read it again"
            .formatted(expected, id, present));
    this.present = present;
  }

  /** The version there is. */
  public long present() {
    return present;
  }
}
