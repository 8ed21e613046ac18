package dev.steward.console;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.helpers.ParameterValidation;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Why it is not known who asks for a page, and what people are told about that. */
public enum Hindrance {
  SESSION_ENDED(
      401,
      "Your session had ended",
      "You were signed in for as long as Keycloak allows without a break, or somebody signed you"
          + " out there.",
      "Sign in"),
  SIGN_IN_FAILED(
      401,
      "Signing in did not work",
      "Keycloak sent you back without what is needed to let you in. It may have taken too long, or"
          + " was begun twice. Try it again; if this page comes back, tell it to whoever looks after"
          + " Keycloak.",
      "Sign in again"),
  KEYCLOAK_SILENT(
      503,
      "Keycloak does not answer",
      "Keycloak has to say from time to time that your session goes on, and does not answer at the"
          + " moment. You are not signed out, and nothing is wrong with your account.",
      "Try again");

  private static final int DEEPEST = 10;

  private final int status;
  private final String title;
  private final String sentence;
  private final String way;

  Hindrance(int status, String title, String sentence, String way) {
    this.status = status;
    this.title = title;
    this.sentence = sentence;
    this.way = way;
  }

  /** What is behind a failure to find out who asks; nothing for what Quarkus answers best. */
  static Optional<Hindrance> of(Throwable failure) {
    if (isSilence(failure)) {
      return Optional.of(KEYCLOAK_SILENT);
    }
    return switch (failure) {
      case AuthenticationFailedException ignored -> Optional.of(SESSION_ENDED);
      case AuthenticationCompletionException ignored -> Optional.of(SIGN_IN_FAILED);
      // The realm was never reached since the registry started.
      case OIDCException ignored -> Optional.of(KEYCLOAK_SILENT);
      default -> Optional.empty();
    };
  }

  private static boolean isSilence(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof TimeoutException
          || cause instanceof IOException
          || cause instanceof VertxException
          || isLost(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /**
   * Whether a connection ended, or a request was given up. OidcProviderClientImpl hands on what
   * caused such a failure, which is nothing, and Mutiny complains of the nothing.
   */
  private static boolean isLost(Throwable cause) {
    return cause instanceof NullPointerException
        && ParameterValidation.SUPPLIER_PRODUCED_NULL.equals(cause.getMessage());
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String sentence() {
    return sentence;
  }

  /** What to press. */
  public String way() {
    return way;
  }
}
