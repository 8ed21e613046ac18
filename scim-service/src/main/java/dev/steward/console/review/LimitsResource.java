package dev.steward.console.review;

import dev.steward.certification.Verdict;
import dev.steward.console.Deed;
import dev.steward.console.Message;
import dev.steward.console.Viewer;
import dev.steward.console.errand.Tickets;
import dev.steward.console.review.ReviewList.Refused;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Limiting several identities at once, each to the scopes that its reviewer saw it keep. */
@Path("/console/reviews/limits")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class LimitsResource {

  private final Viewer viewer;
  private final Several several;
  private final Message message;
  private final Tickets tickets;

  LimitsResource(Viewer viewer, Several several, Message message, Tickets tickets) {
    this.viewer = viewer;
    this.several = several;
    this.message = message;
    this.tickets = tickets;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response limit(
      UriInfo uri,
      @FormParam("limit") @Nullable List<String> limits,
      @FormParam("reason") @DefaultValue("") String reason) {
    viewer.require(Deed.DECIDE_OWN);
    Filter filter = Filter.of(uri.getQueryParameters());
    List<String> wanted = limits == null ? List.of() : limits;
    Several.requireSome(wanted);
    List<Refused> refused = new ArrayList<>();
    for (String one : wanted) {
      List<String> parts = List.of(one.split(" ", -1));
      if (parts.size() < 2) {
        throw new BadRequestException(
            "look at what each would keep, and send the form that is there");
      }
      Verdict verdict = Verdict.read("limit", reason, parts.subList(1, parts.size()), null);
      several.decide(parts.getFirst(), verdict).ifPresent(refused::add);
    }
    int decided = wanted.size() - refused.size();
    if (refused.isEmpty()) {
      message.leave("%d limited to what was used.".formatted(decided));
      return Response.seeOther(URI.create(filter.address())).build();
    }
    return tickets.backTo(
        filter.address(),
        Undecided.fields(Answer.because(reason), refused),
        Undecided.sentence(decided, wanted.size(), "limited"));
  }
}
