package dev.steward.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.steward.identity.ChangeRefused;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a caller is told when a request is refused. Never how the service is made. */
class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final int LOWEST_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  @ServerExceptionMapper
  Response unauthenticated(UnauthorizedException e, UriInfo uri) {
    return challenge(uri, "Bearer");
  }

  @ServerExceptionMapper
  Response badToken(AuthenticationFailedException e, UriInfo uri) {
    return challenge(uri, "Bearer error=\"invalid_token\"");
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException e, UriInfo uri) {
    return Problems.refusal(uri, 403, null, "the token does not carry the scope that this needs");
  }

  @ServerExceptionMapper
  Response refused(ChangeRefused e, UriInfo uri) {
    int status = e.rule() == ChangeRefused.Rule.NOT_YOURS ? 403 : 409;
    return Problems.refusal(uri, status, e.rule().name(), e.getMessage());
  }

  @ServerExceptionMapper
  Response mismatched(MismatchedInputException e, UriInfo uri) {
    return Problems.refusal(
        uri, 400, null, "the body has a value of the wrong type at " + e.getPathReference());
  }

  @ServerExceptionMapper
  Response malformed(JsonProcessingException e, UriInfo uri) {
    return Problems.refusal(uri, 400, null, "the body is not JSON");
  }

  @ServerExceptionMapper
  Response web(WebApplicationException e, UriInfo uri) {
    int status = e.getResponse().getStatus();
    if (status < LOWEST_ERROR) {
      return e.getResponse();
    }
    boolean aboutJson = e.getCause() instanceof JsonProcessingException;
    return Problems.refusal(
        uri, status, null, aboutJson ? "the body is not JSON" : words(status, e, uri));
  }

  @ServerExceptionMapper
  Response unforeseen(Throwable e, UriInfo uri) {
    LOG.errorf(e, "request failed path=%s", uri.getPath());
    return Problems.refusal(
        uri, SERVER_ERROR, null, "this failed on our side; it is in the service's log");
  }

  private static Response challenge(UriInfo uri, String scheme) {
    Response refusal = Problems.refusal(uri, 401, null, "send a bearer token of the realm");
    return Response.fromResponse(refusal).header(HttpHeaders.WWW_AUTHENTICATE, scheme).build();
  }

  /** Our own words where there are some; those of the framework only repeat the status. */
  private static String words(int status, WebApplicationException e, UriInfo uri) {
    String message = String.valueOf(e.getMessage());
    if (!message.startsWith("HTTP ") && !message.startsWith("Unable to find matching")) {
      return message;
    }
    return switch (status) {
      case 400 -> "the request cannot be read";
      case 404 -> "there is nothing at " + uri.getPath();
      case 405 -> "this is not possible at " + uri.getPath();
      case 406 -> "there is no answer in a form that the request accepts";
      case 413 -> "the body is too large";
      case 415 -> "the body has a form that is not taken here";
      default -> "the request is refused";
    };
  }
}
