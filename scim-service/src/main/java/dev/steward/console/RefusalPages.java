package dev.steward.console;

import dev.steward.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Shows people what programs are told as a problem. */
class RefusalPages {

  static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");

  @ServerResponseFilter
  void show(ContainerRequestContext request, ContainerResponseContext response) {
    if (Guard.isConsole(request.getUriInfo().getPath())
        && response.getEntity() instanceof Problem problem) {
      String detail = problem.detail();
      String back =
          request.getMethod().equals("POST")
              ? Whence.of(request.getHeaderString("Referer")).orElse(null)
              : null;
      String page = Refusal.of(problem.status(), detail == null ? "" : detail, back).render();
      response.setEntity(page, null, HTML);
    }
  }
}
