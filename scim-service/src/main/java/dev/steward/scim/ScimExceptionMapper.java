package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Errors on the paths of SCIM, in the form of RFC 7644 section 3.12, whoever raised them. */
@Provider
public class ScimExceptionMapper
    implements ExceptionMapper<ScimException>, ContainerResponseFilter {

  private static final MediaType TYPE = MediaType.valueOf(ScimJson.MEDIA_TYPE);

  @Override
  public Response toResponse(ScimException refusal) {
    return Response.status(refusal.status())
        .type(TYPE)
        .entity(body(refusal.status(), refusal.scimType(), refusal.detail()))
        .build();
  }

  /** What the layers around SCIM refuse says what is wrong in SCIM's words, too. */
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    int status = response.getStatus();
    if (status < 400
        || !request.getUriInfo().getPath().startsWith(ScimRequest.ROOT + "/")
        || TYPE.isCompatible(response.getMediaType())) {
      return;
    }
    String path = request.getUriInfo().getPath();
    response.setEntity(body(status, null, words(status, request.getMethod(), path)), null, TYPE);
  }

  private static String words(int status, String method, String path) {
    return switch (status) {
      case 400 -> "the request cannot be read";
      case 401 -> "a bearer token of the realm is needed";
      case 403 -> "the token lacks the scope for %s %s".formatted(method, path);
      case 404 -> "there is nothing at " + path;
      case 405 -> "%s is not possible at %s".formatted(method, path);
      case 406 -> "answers are " + ScimJson.MEDIA_TYPE;
      case 413 -> "the body is too large";
      case 415 -> "bodies are " + ScimJson.MEDIA_TYPE;
      default -> status < 500 ? "the request is refused" : "something went wrong here";
    };
  }

  static byte[] body(int status, @Nullable String scimType, String detail) {
    ObjectNode error = ScimJson.object();
    error.putArray("schemas").add(Urn.ERROR);
    error.put("status", Integer.toString(status));
    if (scimType != null) {
      error.put("scimType", scimType);
    }
    return ScimJson.write(error.put("detail", detail));
  }
}
