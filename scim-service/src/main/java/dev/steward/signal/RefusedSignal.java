package dev.steward.signal;

/** A text that is no signal for us, in the words of RFC 8935 section 2.4. */
final class RefusedSignal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Code code;

  RefusedSignal(Code code, String message) {
    super(message);
    this.code = code;
  }

  Code code() {
    return code;
  }

  /** The error codes that transmitters know. */
  enum Code {
    INVALID_REQUEST,
    INVALID_KEY,
    INVALID_ISSUER,
    INVALID_AUDIENCE,
    AUTHENTICATION_FAILED
  }
}
