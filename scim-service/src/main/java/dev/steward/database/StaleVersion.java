package dev.steward.database;

/** A change meant for another version than the one there is. */
public final class StaleVersion extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long present;

  public StaleVersion(String what, long expected, long present) {
    super(
        "the change was meant for version %d of %s, which is at version %d; read it again"
            .formatted(expected, what, present));
    this.present = present;
  }

  /** The version there is. */
  public long present() {
    return present;
  }
}
