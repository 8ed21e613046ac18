package dev.steward.problem;

/** That an answer about many is about others than was thought, or about too many. */
public final class NotConfirmed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  private NotConfirmed(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** That there are too many. */
  public static NotConfirmed tooMany(String message) {
    return new NotConfirmed("TOO_MANY", message);
  }

  /**
   * Refuses what was confirmed for another number.
   *
   * @param found how many there are
   * @param confirmed how many whoever confirms has seen
   */
  public static void check(long found, long confirmed) {
    if (confirmed != found) {
      throw new NotConfirmed(
          "NOT_CONFIRMED", "there are %d now and not %d; look again".formatted(found, confirmed));
    }
  }

  String reason() {
    return reason;
  }
}
