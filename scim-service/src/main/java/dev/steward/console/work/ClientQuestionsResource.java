package dev.steward.console.work;

import dev.steward.adoption.Adoption;
import dev.steward.adoption.AdoptionClosed;
import dev.steward.adoption.AdoptionQuestions;
import dev.steward.adoption.AdoptionQuestions.Taken;
import dev.steward.caller.Caller;
import dev.steward.console.Deed;
import dev.steward.console.Given;
import dev.steward.console.Message;
import dev.steward.console.Viewer;
import dev.steward.console.errand.Tickets;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
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
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The page on which somebody says yes or no to answering for a client that nobody registered. */
@Path(ClientQuestionsResource.PATH + "/{adoption}")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class ClientQuestionsResource {

  static final String PATH = "/console/work/clients";

  private static final URI LIST = URI.create(Places.PATH);

  private final Viewer viewer;
  private final AdoptionQuestions questions;
  private final Caller caller;
  private final Message message;
  private final Tickets tickets;

  ClientQuestionsResource(
      Viewer viewer, AdoptionQuestions questions, Caller caller, Message message, Tickets tickets) {
    this.viewer = viewer;
    this.questions = questions;
    this.caller = caller;
    this.message = message;
    this.tickets = tickets;
  }

  @GET
  public TemplateInstance ask(
      @PathParam("adoption") UUID adoption, @QueryParam(Tickets.AGAIN) @Nullable String ticket) {
    return AskedToTake.of(find(adoption), viewer.person(), tickets.again(ticket));
  }

  @POST
  @Path("/accept")
  public Response accept(@PathParam("adoption") UUID adoption) {
    viewer.require(Deed.DECIDE_OWN);
    Taken taken =
        questions
            .accept(adoption, caller.person("answers for a client"))
            .orElseThrow(ClientQuestionsResource::notAsked);
    message.leave(QuestionsResource.taken(taken.identity(), taken.warnings()));
    return Response.seeOther(LIST).build();
  }

  @POST
  @Path("/decline")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response decline(
      @PathParam("adoption") UUID adoption,
      @FormParam("reason") @DefaultValue("") String reason,
      @FormParam("rather") @DefaultValue("") String rather) {
    viewer.require(Deed.DECIDE_OWN);
    Adoption asked = find(adoption);
    try {
      No no = No.read(reason, rather);
      questions.decline(
          adoption, caller.person("answers for a client"), no.reason(), Given.text(no.rather()));
    } catch (BadRequestException | IllegalArgumentException e) {
      return tickets.back(
          PATH + "/" + adoption, No.fields(reason, rather), String.valueOf(e.getMessage()));
    } catch (AdoptionClosed e) {
      // it is not asked any more
      return tickets.back(Places.PATH, Map.of(), String.valueOf(e.getMessage()));
    }
    message.leave("You declined to answer for %s.".formatted(asked.clientId()));
    return Response.seeOther(LIST).build();
  }

  private Adoption find(UUID adoption) {
    return questions
        .about(viewer.person(), adoption)
        .orElseThrow(ClientQuestionsResource::notAsked);
  }

  private static NotFoundException notAsked() {
    return new NotFoundException(
        "no question to you about this client is open; perhaps you or somebody else answered it");
  }
}
