package dev.steward.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.steward.identity.ChangeRefused;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.nio.channels.ClosedChannelException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** What a caller is told when a request is refused. Never how the service is made. */
class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final int LOWEST_ERROR = 400;
  private static final int SERVER_ERROR = 500;
  private static final int DEEPEST = 10;

  @ServerExceptionMapper
  Response unauthenticated(UnauthorizedException e, UriInfo uri) {
    return challenge(uri, "Bearer");
  }

  @ServerExceptionMapper
  Response badToken(AuthenticationFailedException e, UriInfo uri) {
    return challenge(uri, "Bearer error=\"invalid_token\"");
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException e, UriInfo uri, ResourceInfo resource) {
    return Problems.refusal(
        uri, 403, null, "the token does not carry " + scopes(resource.getResourceMethod()));
  }

  @ServerExceptionMapper
  Response refused(ChangeRefused e, UriInfo uri) {
    int status = e.rule() == ChangeRefused.Rule.NOT_YOURS ? 403 : 409;
    return Problems.refusal(uri, status, e.rule().name(), e.getMessage());
  }

  @ServerExceptionMapper
  Response notConfirmed(NotConfirmed e, UriInfo uri) {
    return Problems.refusal(uri, 409, e.reason(), e.getMessage());
  }

  @ServerExceptionMapper
  Response mismatched(MismatchedInputException e, UriInfo uri) {
    return Problems.refusal(uri, 400, null, BodyMistake.words(e));
  }

  @ServerExceptionMapper
  Response malformed(JsonProcessingException e, UriInfo uri) {
    return Problems.refusal(uri, 400, null, BodyMistake.words(e));
  }

  @ServerExceptionMapper
  Response web(WebApplicationException e, UriInfo uri, HttpHeaders headers) {
    int status = e.getResponse().getStatus();
    if (status < LOWEST_ERROR) {
      return e.getResponse();
    }
    return Problems.refusal(uri, status, null, words(status, e, uri, headers));
  }

  @ServerExceptionMapper
  Response unforeseen(Throwable e, UriInfo uri) {
    if (hasLeft(e)) {
      LOG.debugf("whoever asked left while sending path=%s", uri.getPath());
      return Problems.refusal(uri, 400, null, "the request broke off");
    }
    LOG.errorf(e, "request failed path=%s", uri.getPath());
    return Problems.refusal(
        uri, SERVER_ERROR, null, "this failed on our side; it is in the service's log");
  }

  /** Whether the caller closed the connection, which is no failure of ours. */
  private static boolean hasLeft(Throwable e) {
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof HttpClosedException || cause instanceof ClosedChannelException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static Response challenge(UriInfo uri, String scheme) {
    Response refusal =
        Problems.refusal(
            uri,
            401,
            null,
            "send a bearer token of the realm that is still good and has this registry as its audience");
    return Response.fromResponse(refusal).header(HttpHeaders.WWW_AUTHENTICATE, scheme).build();
  }

  /** The scopes of which one would do. */
  private static String scopes(@Nullable Method method) {
    PermissionsAllowed needed =
        method == null ? null : method.getAnnotation(PermissionsAllowed.class);
    return needed == null
        ? "the scope that this needs"
        : "the scope that this needs: " + String.join(" or ", needed.value());
  }

  /** Our own words where there are some; those of the framework only repeat the status. */
  private static String words(
      int status, WebApplicationException e, UriInfo uri, HttpHeaders headers) {
    String message = String.valueOf(e.getMessage());
    if (isOurs(message)) {
      return message;
    }
    return switch (status) {
      case 400 -> "the request cannot be read";
      case 404 -> "there is nothing at " + uri.getPath();
      case 405 -> "this is not possible at " + uri.getPath();
      case 406 ->
          "no answer comes as %s here; %s"
              .formatted(headers.getHeaderString(HttpHeaders.ACCEPT), forms(uri, "accept"));
      case 413 -> "the body is too large";
      case 415 ->
          "a body of the Content-Type %s is not taken here; %s"
              .formatted(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), forms(uri, "send"));
      default -> "the request is refused";
    };
  }

  private static boolean isOurs(String message) {
    return Stream.of(
            "HTTP ", "Unable to find matching", "The content-type header", "The accept header")
        .noneMatch(message::startsWith);
  }

  private static String forms(UriInfo uri, String verb) {
    return uri.getPath().startsWith(ScimProblem.PATH)
        ? verb + " application/scim+json or application/json"
        : "see /q/openapi for the forms that " + uri.getPath() + " has";
  }
}
