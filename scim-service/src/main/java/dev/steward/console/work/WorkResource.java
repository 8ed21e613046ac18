package dev.steward.console.work;

import dev.steward.console.Deed;
import dev.steward.console.Viewer;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The page with one's own work. */
@Path("/console/work")
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
  public MyWork show() {
    List<Work> work = list.of(viewer);
    return new MyWork(work, list.many(viewer, work), viewer.may(Deed.DECIDE_OWN), viewer.person());
  }
}
