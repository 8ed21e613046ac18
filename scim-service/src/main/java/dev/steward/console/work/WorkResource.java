package dev.steward.console.work;

import dev.steward.console.Viewer;
import dev.steward.console.errand.Tickets;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** The page with one's own work. */
@Path(Places.PATH)
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class WorkResource {

  private final Viewer viewer;
  private final WorkList list;
  private final Tickets tickets;

  WorkResource(Viewer viewer, WorkList list, Tickets tickets) {
    this.viewer = viewer;
    this.list = list;
    this.tickets = tickets;
  }

  @GET
  public MyWork show(@Context UriInfo uri, @QueryParam(Tickets.AGAIN) @Nullable String again) {
    return list.page(viewer, Places.read(uri.getQueryParameters()), tickets.again(again));
  }
}
