package dev.steward.problem;

import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal in the form of RFC 7644 section 3.12, for those who speak SCIM. */
record ScimProblem(List<String> schemas, String status, @Nullable String detail) {

  static final String PATH = "/scim/";
  private static final String MEDIA_TYPE = "application/scim+json";
  private static final List<String> SCHEMAS =
      List.of("urn:ietf:params:scim:api:messages:2.0:Error");

  static Response response(int status, @Nullable String detail) {
    return Response.status(status)
        .type(MEDIA_TYPE)
        .entity(new ScimProblem(SCHEMAS, Integer.toString(status), detail))
        .build();
  }
}
