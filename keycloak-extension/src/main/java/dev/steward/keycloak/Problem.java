package dev.steward.keycloak;

import dev.steward.permit.Decision.Reason;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer of RFC 9457 from the gate's endpoint. */
final class Problem {

  static final String TYPE = "application/problem+json";

  private Problem() {}

  static WebApplicationException malformed(String detail) {
    return of(400, "The request cannot be read", null, detail);
  }

  static WebApplicationException refused(Reason reason, String detail) {
    return of(400, "The permit is refused", reason, detail);
  }

  static WebApplicationException forbidden() {
    return of(
        403,
        "The caller is not the registry",
        null,
        "the caller needs the client role %s of realm-management in this realm"
            .formatted(RegistryRole.NAME));
  }

  static WebApplicationException noClient(String uuid) {
    return of(404, "No such client", null, "the realm has no client with the id " + uuid);
  }

  static WebApplicationException noReceipt() {
    return of(404, "No receipt", null, "this client was never stopped, destroyed or restored");
  }

  static WebApplicationException tooLarge(int most) {
    return of(413, "The body is too large", null, "the body may have %d bytes".formatted(most));
  }

  static WebApplicationException busy() {
    return of(503, "Try again", null, "another request writes the same client right now");
  }

  private static WebApplicationException of(
      int status, String title, @Nullable Reason reason, String detail) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put(
        "type",
        reason == null
            ? "about:blank"
            : "urn:steward:problem:" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    problem.put("title", title);
    problem.put("status", status);
    problem.put("detail", detail);
    if (reason != null) {
      problem.put("reason", reason.name());
    }
    return new WebApplicationException(
        detail, Response.status(status).type(TYPE).entity(problem).build());
  }
}
