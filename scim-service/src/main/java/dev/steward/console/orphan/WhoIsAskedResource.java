package dev.steward.console.orphan;

import dev.steward.adoption.Adoption;
import dev.steward.adoption.AdoptionClosed;
import dev.steward.adoption.AdoptionQuestions;
import dev.steward.adoption.Candidate;
import dev.steward.caller.Caller;
import dev.steward.console.Deed;
import dev.steward.console.Message;
import dev.steward.console.Viewer;
import dev.steward.console.errand.Again;
import dev.steward.console.errand.Chosen;
import dev.steward.console.errand.Tickets;
import dev.steward.people.People;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page of one question about a client that nobody registered, for those who asked it. */
@Path(WhoIsAskedResource.PATH + "/{adoption}")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class WhoIsAskedResource {

  static final String PATH = "/console/shadows/asked";

  private final Viewer viewer;
  private final AdoptionQuestions questions;
  private final People people;
  private final Caller caller;
  private final Message message;
  private final Tickets tickets;

  WhoIsAskedResource(
      Viewer viewer,
      AdoptionQuestions questions,
      People people,
      Caller caller,
      Message message,
      Tickets tickets) {
    this.viewer = viewer;
    this.questions = questions;
    this.people = people;
    this.caller = caller;
    this.message = message;
    this.tickets = tickets;
  }

  @GET
  public TemplateInstance show(
      @PathParam("adoption") UUID adoption, @QueryParam(Tickets.AGAIN) @Nullable String ticket) {
    viewer.require(Deed.SEE_EVERYTHING);
    return page(adoption, tickets.again(ticket));
  }

  @POST
  @Path("/withdrawal")
  public Response withdraw(
      @PathParam("adoption") UUID adoption, @FormParam("reason") @DefaultValue("") String reason) {
    viewer.require(Deed.ADOPT);
    Adoption asked = find(adoption);
    try {
      questions.withdraw(adoption, caller.actor(), Chosen.reason(reason));
    } catch (BadRequestException | AdoptionClosed e) {
      return tickets.back(
          PATH + "/" + adoption, Map.of("reason", List.of(reason)), String.valueOf(e.getMessage()));
    }
    message.leave("Nobody is asked about %s any more.".formatted(asked.clientId()));
    return Response.seeOther(URI.create("/console/shadows")).build();
  }

  private TemplateInstance page(UUID id, Again again) {
    Adoption adoption = find(id);
    return WhoIsAsked.of(
        adoption,
        people.known(
            adoption.candidates().stream().map(Candidate::person).collect(Collectors.toSet())),
        viewer.may(Deed.ADOPT),
        again.error(),
        again.text("reason"));
  }

  private Adoption find(UUID adoption) {
    return questions
        .find(adoption)
        .orElseThrow(() -> new NotFoundException("nobody was ever asked under this address"));
  }
}
