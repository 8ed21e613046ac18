package dev.steward.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in the form of RFC 9457.
 *
 * @param reason a stable word for machines, such as the rule that was in the way
 * @param detail what is true and what to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type, String title, int status, @Nullable String reason, @Nullable String detail) {

  public static final String MEDIA_TYPE = "application/problem+json";

  static Response response(int status, @Nullable String reason, @Nullable String detail) {
    return Response.status(status).type(MEDIA_TYPE).entity(of(status, reason, detail)).build();
  }

  static Problem of(int status, @Nullable String reason, @Nullable String detail) {
    Response.StatusType known = Response.Status.fromStatusCode(status);
    String title = known == null ? "Refused" : known.getReasonPhrase();
    return new Problem("about:blank", title, status, reason, detail);
  }
}
