package dev.steward.console;

import dev.steward.people.People;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Gets to know by name who did something in the console: the ledger holds their id, and those who
 * read it ask for a name, also when the person has long left.
 */
class Acquaintance {

  private static final int SEE_OTHER = 303;

  private final Viewer viewer;
  private final People people;

  Acquaintance(Viewer viewer, People people) {
    this.viewer = viewer;
    this.people = people;
  }

  @ServerResponseFilter
  void meet(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getMethod().equals("POST")
        && response.getStatus() == SEE_OTHER
        && Guard.isConsole(request.getUriInfo().getPath())) {
      Set<String> person = Set.of(viewer.person());
      if (people.known(person).isEmpty()) {
        people.refresh(person);
      }
    }
  }
}
