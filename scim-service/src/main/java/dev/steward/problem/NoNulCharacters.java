package dev.steward.problem;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses U+0000 in queries: no text in the database can have it. */
class NoNulCharacters {

  @ServerRequestFilter
  void check(ContainerRequestContext request) {
    for (List<String> values : request.getUriInfo().getQueryParameters().values()) {
      if (values.stream().anyMatch(value -> value != null && value.indexOf(0) >= 0)) {
        throw new BadRequestException("a query parameter contains the character U+0000");
      }
    }
  }
}
