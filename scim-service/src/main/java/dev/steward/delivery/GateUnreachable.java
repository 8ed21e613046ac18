package dev.steward.delivery;

/** Keycloak did not answer, or not as the gate does. The message says what happened. */
public sealed class GateUnreachable extends RuntimeException permits AnswerTooLong {

  private static final long serialVersionUID = 1L;

  public GateUnreachable(String message) {
    super(message);
  }

  GateUnreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
