package dev.steward.console.identity;

import dev.steward.console.Given;
import dev.steward.console.errand.Tickets;
import dev.steward.evidence.Timeline;
import dev.steward.identity.Identity.Id;
import dev.steward.problem.Queries;
import dev.steward.registry.Recorded;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The page of one identity. */
@Path(ListQuery.PATH + "/{id}")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class IdentityResource {

  private final IdentityView view;
  private final Permits permits;
  private final AttemptProblems attempts;

  IdentityResource(IdentityView view, Permits permits, AttemptProblems attempts) {
    this.view = view;
    this.permits = permits;
    this.attempts = attempts;
  }

  @GET
  public IdentityPage show(
      @PathParam("id") UUID id,
      @QueryParam("before") @Nullable String before,
      @QueryParam(Tickets.AGAIN) @Nullable String again) {
    Recorded recorded = view.visible(new Id(id));
    return new IdentityPage(
        view.portrait(
            recorded,
            Given.read(
                Given.A_PLACE,
                () -> Queries.number("before", before, Timeline.NOW, 1, Timeline.NOW)),
            attempts.before(recorded, again)));
  }

  /** The permit, with Keycloak asked now: the part of the page, or the page where no script is. */
  @GET
  @Path("/permit")
  public TemplateInstance permit(
      @PathParam("id") UUID id, @HeaderParam("HX-Request") @Nullable String script) {
    Recorded recorded = view.visible(new Id(id));
    return script == null
        ? new IdentityPage(view.portraitNow(recorded))
        : new PermitBeside(permits.now(recorded.identity()));
  }

  /**
   * Whoever loads a page again that one of the forms led to, or comes back to it from signing in.
   */
  @GET
  @Path("/{deed}")
  public Response lead(@PathParam("id") UUID id) {
    return Response.seeOther(URI.create(ListQuery.PATH + "/" + id)).build();
  }
}
