package dev.steward.console.review;

import dev.steward.certification.Verdict;
import dev.steward.console.Deed;
import dev.steward.console.Given;
import dev.steward.console.Message;
import dev.steward.console.Viewer;
import dev.steward.console.errand.Tickets;
import dev.steward.console.review.ReviewList.Refused;
import io.quarkus.security.Authenticated;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Revoking several identities at once, after their reviewer saw what stops and typed how many. */
@Path("/console/reviews/revocations")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class RevocationsResource {

  private final Viewer viewer;
  private final Several several;
  private final Message message;
  private final Tickets tickets;

  RevocationsResource(Viewer viewer, Several several, Message message, Tickets tickets) {
    this.viewer = viewer;
    this.several = several;
    this.message = message;
    this.tickets = tickets;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response revoke(
      UriInfo uri,
      @FormParam("ticket") @Nullable UUID ticket,
      @FormParam("review") @Nullable List<String> reviews,
      @FormParam("reason") @DefaultValue("") String reason,
      @FormParam("typed") @Nullable String typed) {
    viewer.require(Deed.DECIDE_OWN);
    Filter filter = Filter.of(uri.getQueryParameters());
    List<String> wanted = reviews == null ? List.of() : reviews;
    Several.requireSome(wanted);
    Verdict verdict = Verdict.read("revoke", reason, null, null);
    if (!String.valueOf(wanted.size()).equals(Given.text(typed))) {
      return Tickets.mistyped(Filter.ADDRESS, filter.query(), Tickets.seen(ticket));
    }
    List<Refused> refused = new ArrayList<>();
    wanted.forEach(one -> several.decide(one, verdict).ifPresent(refused::add));
    int decided = wanted.size() - refused.size();
    if (refused.isEmpty()) {
      message.leave("%d revoked for good.".formatted(decided));
      return Response.seeOther(URI.create(filter.address())).build();
    }
    return tickets.backTo(
        filter.address(),
        Undecided.fields(Answer.because(reason), refused),
        Undecided.sentence(decided, wanted.size(), "revoked"));
  }
}
