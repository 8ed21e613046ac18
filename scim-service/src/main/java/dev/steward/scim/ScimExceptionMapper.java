package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Tells what SCIM refuses in the form of RFC 7644 section 3.12. */
@Provider
public class ScimExceptionMapper implements ExceptionMapper<ScimException> {

  @Override
  public Response toResponse(ScimException refusal) {
    return Response.status(refusal.status())
        .type(MediaType.valueOf(ScimJson.MEDIA_TYPE))
        .entity(body(refusal.status(), refusal.scimType(), refusal.detail()))
        .build();
  }

  static byte[] body(int status, @Nullable String scimType, String detail) {
    return ScimJson.write(error(status, scimType, detail));
  }

  static ObjectNode error(int status, @Nullable String scimType, String detail) {
    ObjectNode error = ScimJson.object();
    error.putArray("schemas").add(Urn.ERROR);
    error.put("status", Integer.toString(status));
    if (scimType != null) {
      error.put("scimType", scimType);
    }
    return error.put("detail", detail);
  }
}
