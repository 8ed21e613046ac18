package dev.steward.console;

import dev.steward.problem.Problem;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Shows people what programs are told as a problem: in the house, with its ways onward, where it is
 * known who looks.
 */
class RefusalPages {

  private static final int NOT_IN_THIS_WAY = 405;
  private static final int SEE_OTHER = 303;

  static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");

  private final RoutingContext context;
  private final CurrentIdentityAssociation identities;
  private final House house;

  RefusalPages(RoutingContext context, CurrentIdentityAssociation identities, House house) {
    this.context = context;
    this.identities = identities;
    this.house = house;
  }

  @ServerResponseFilter
  void show(ContainerRequestContext request, ContainerResponseContext response) {
    if (Guard.isConsole(request.getUriInfo().getPath())
        && response.getEntity() instanceof Problem problem) {
      boolean asked = request.getMethod().equals("GET");
      if (asked && problem.status() == NOT_IN_THIS_WAY) {
        leadToTheForm(request.getUriInfo().getRequestUri(), response);
        return;
      }
      String detail = problem.detail();
      String back = Whence.of(request.getHeaderString("Referer")).orElse(null);
      boolean sent = request.getMethod().equals("POST");
      String page =
          Refusal.of(problem.status(), detail == null ? "" : detail, back, sent, isKnownWhoLooks())
              .render();
      response.setEntity(page, null, HTML);
    }
  }

  /**
   * What only takes forms is asked for by whoever loads a page again that a form led to, or comes
   * back from signing in.
   */
  private static void leadToTheForm(URI asked, ContainerResponseContext response) {
    String path = asked.getRawPath();
    String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    response.setEntity(null);
    response.setStatus(SEE_OTHER);
    response
        .getHeaders()
        .putSingle(HttpHeaders.LOCATION, path.substring(0, path.lastIndexOf('/')) + query);
  }

  /** The house counts nothing then: what was refused may be that the database does not answer. */
  private boolean isKnownWhoLooks() {
    if (context.user() instanceof QuarkusHttpUser user
        && !user.getSecurityIdentity().isAnonymous()) {
      identities.setIdentity(user.getSecurityIdentity());
      house.countNothing();
      return true;
    }
    return false;
  }
}
