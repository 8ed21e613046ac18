package dev.steward.delivery;

/** Keycloak said more at once than anybody here reads; less may be asked for. */
final class AnswerTooLong extends GateUnreachable {

  private static final long serialVersionUID = 1L;

  AnswerTooLong(Throwable cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }
}
