package dev.steward.ledger;

/** A text that is not a checkpoint signed by the expected ledger. The message says why. */
public final class BrokenCheckpointException extends Exception {

  private static final long serialVersionUID = 1L;

  public BrokenCheckpointException(String message) {
    super(message);
  }
}
