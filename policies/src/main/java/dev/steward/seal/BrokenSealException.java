package dev.steward.seal;

/** A text that is not a permit sealed by a trusted registry. The message says why. */
public final class BrokenSealException extends Exception {

  private static final long serialVersionUID = 1L;

  public BrokenSealException(String message) {
    super(message);
  }
}
