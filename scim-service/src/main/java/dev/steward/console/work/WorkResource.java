package dev.steward.console.work;

import dev.steward.console.Viewer;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The page with one's own work. */
@Path(Places.PATH)
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class WorkResource {

  private final Viewer viewer;
  private final WorkList list;

  WorkResource(Viewer viewer, WorkList list) {
    this.viewer = viewer;
    this.list = list;
  }

  @GET
  public MyWork show(@Context UriInfo uri) {
    return list.page(viewer, Places.read(uri.getQueryParameters()));
  }
}
