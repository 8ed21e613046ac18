package dev.steward.problem;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses {@code ?preview} without a word: it would be read as if it were not there, and done,
 * which whoever writes it does not want.
 */
class NoBlankPreview {

  private static final String PREVIEW = "preview";

  @ServerRequestFilter
  void check(ContainerRequestContext request) {
    List<String> values = request.getUriInfo().getQueryParameters().get(PREVIEW);
    if (values != null && values.stream().allMatch(value -> value == null || value.isBlank())) {
      throw new BadRequestException("query parameter preview is true or false");
    }
  }
}
