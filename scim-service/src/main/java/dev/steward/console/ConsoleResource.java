package dev.steward.console;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The doors of the console. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
public class ConsoleResource {

  private final Viewer viewer;

  ConsoleResource(Viewer viewer) {
    this.viewer = viewer;
  }

  /** To where one's day begins. */
  @GET
  @Authenticated
  public Response enter() {
    String first = viewer.may(Deed.SEE_EVERYTHING) ? "/console/overview" : "/console/work";
    return Response.seeOther(URI.create(first)).build();
  }

  /** Where Keycloak sends the browser; the way on is known by then. */
  @GET
  @Path("signed-in")
  @Authenticated
  public Response signedIn() {
    return enter();
  }

  @GET
  @Path("signed-out")
  @PermitAll
  public SignedOut signedOut() {
    return new SignedOut();
  }
}
