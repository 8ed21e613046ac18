package dev.steward.keycloak;

import dev.steward.permit.Decision.Denied;
import dev.steward.permit.Decision.Reason;
import jakarta.ws.rs.core.Response.Status;
import org.keycloak.OAuthErrorException;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.cors.Cors;

/** A refusal in the words of OAuth. */
final class OAuthProblem {

  private OAuthProblem() {}

  /** {@code REASON: detail}, as it appears in the answer and in the event log. */
  static String description(Denied denied) {
    return denied.reason() + ": " + denied.detail();
  }

  static String error(Denied denied) {
    return denied.reason() == Reason.SCOPE_NOT_ALLOWED
        ? OAuthErrorException.INVALID_SCOPE
        : OAuthErrorException.UNAUTHORIZED_CLIENT;
  }

  /** Refuses to issue, from a client policy. */
  static ClientPolicyException refusal(Denied denied) {
    return new ClientPolicyException(error(denied), description(denied), Status.BAD_REQUEST);
  }

  /** Refuses a token that was issued earlier. */
  static ClientPolicyException staleToken(Denied denied) {
    return new ClientPolicyException(
        OAuthErrorException.INVALID_TOKEN, description(denied), Status.UNAUTHORIZED);
  }

  /** Refuses a change of a client's settings. */
  static ClientPolicyException refusedChange(String detail) {
    return new ClientPolicyException(
        OAuthErrorException.INVALID_REQUEST, detail, Status.BAD_REQUEST);
  }

  /**
   * Refuses to issue, from within the making of a token. Not a TokenInterceptorException, which the
   * UMA and JWT grants turn into something else.
   */
  static CorsErrorResponseException lateRefusal(Denied denied) {
    return new CorsErrorResponseException(
        Cors.builder().auth().allowedMethods("POST"),
        error(denied),
        description(denied),
        Status.BAD_REQUEST);
  }
}
