package dev.steward.console.work;

import dev.steward.caller.Caller;
import dev.steward.console.Deed;
import dev.steward.console.Message;
import dev.steward.console.Viewer;
import dev.steward.console.errand.Tickets;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.ownership.Answers;
import dev.steward.ownership.Questions;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The page on which somebody says yes or no to answering for an identity. */
@Path(QuestionsResource.PATH + "/{identity}")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class QuestionsResource {

  static final String PATH = "/console/work/questions";

  private static final URI LIST = URI.create(Places.PATH);

  private final Viewer viewer;
  private final QuestionPages pages;
  private final Answers answers;
  private final Caller caller;
  private final Message message;
  private final Tickets tickets;

  QuestionsResource(
      Viewer viewer,
      QuestionPages pages,
      Answers answers,
      Caller caller,
      Message message,
      Tickets tickets) {
    this.viewer = viewer;
    this.pages = pages;
    this.answers = answers;
    this.caller = caller;
    this.message = message;
    this.tickets = tickets;
  }

  @GET
  public TemplateInstance ask(
      @PathParam("identity") UUID identity, @QueryParam(Tickets.AGAIN) @Nullable String ticket) {
    return pages.page(find(identity), tickets.again(ticket));
  }

  @POST
  @Path("/accept")
  public Response accept(@PathParam("identity") UUID identity) {
    viewer.require(Deed.DECIDE_OWN);
    Answers.Answered answered = answers.accept(new Id(identity), caller.actor());
    message.leave(taken(answered.identity(), answered.warnings()));
    return Response.seeOther(LIST).build();
  }

  @POST
  @Path("/decline")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response decline(
      @PathParam("identity") UUID identity,
      @FormParam("reason") @DefaultValue("") String reason,
      @FormParam("rather") @DefaultValue("") String rather) {
    viewer.require(Deed.DECIDE_OWN);
    Questions.Open question = find(identity);
    try {
      No no = No.read(reason, rather);
      answers.decline(new Id(identity), caller.actor(), no.reason(), pages.idOf(no.rather()));
    } catch (BadRequestException | ChangeRefused e) {
      return again(identity, No.fields(reason, rather), String.valueOf(e.getMessage()));
    }
    message.leave("You declined to answer for %s.".formatted(question.userName()));
    return Response.seeOther(LIST).build();
  }

  /** What is told whoever said yes. */
  static String taken(Identity identity, List<String> warnings) {
    return "You answer for %s now.%s"
        .formatted(
            identity.profile().userName(),
            warnings.isEmpty() ? "" : " Mind: " + String.join(" ", warnings) + ".");
  }

  /** Back to the question, or to the list where it is not asked any more. */
  private Response again(UUID identity, Map<String, List<String>> typed, String why) {
    return pages.find(viewer.person(), identity).isPresent()
        ? tickets.back(PATH + "/" + identity, typed, why)
        : tickets.back(Places.PATH, Map.of(), why);
  }

  private Questions.Open find(UUID identity) {
    return pages
        .find(viewer.person(), identity)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "no question to you about this identity is open; perhaps you answered it"));
  }
}
