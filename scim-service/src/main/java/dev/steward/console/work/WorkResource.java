package dev.steward.console.work;

import dev.steward.certification.Reviews;
import dev.steward.console.Viewer;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The page with one's own work. */
@Path("/console/work")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class WorkResource {

  private static final int MOST = 100;

  private final Viewer viewer;
  private final Reviews reviews;

  WorkResource(Viewer viewer, Reviews reviews) {
    this.viewer = viewer;
    this.reviews = reviews;
  }

  @GET
  public MyWork show() {
    return new MyWork(reviews.open(viewer.person(), null, null, MOST));
  }
}
