package dev.steward.problem;

import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Refusals, in the form that the caller's protocol has for them. */
public final class Problems {

  private Problems() {}

  /** What is told of a request that no resource will ever see. */
  public static String text(int status, String detail) {
    return JsonObject.mapFrom(Problem.of(status, null, detail)).encode();
  }

  /**
   * A refusal.
   *
   * @param reason a stable word for machines, where there is one
   * @param detail what is true and what to do
   */
  public static Response refusal(
      UriInfo uri, int status, @Nullable String reason, @Nullable String detail) {
    return uri.getPath().startsWith(ScimProblem.PATH)
        ? ScimProblem.response(status, detail)
        : Problem.response(status, reason, detail);
  }
}
