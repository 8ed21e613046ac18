package dev.steward.console.work;

import dev.steward.caller.Caller;
import dev.steward.console.Deed;
import dev.steward.console.Viewer;
import dev.steward.console.errand.Chosen;
import dev.steward.console.errand.ErrandReport;
import dev.steward.console.errand.Tickets;
import dev.steward.console.work.SeveralAnswers.Line;
import dev.steward.identity.Actor;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One answer to all questions that somebody ticked in their work. */
@Path(SeveralAnswersResource.DESK)
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class SeveralAnswersResource {

  static final String DESK = "/console/work/answers";

  private static final String YES = "yes";
  private static final String NO = "no";

  private final Viewer viewer;
  private final Caller caller;
  private final SeveralAnswers several;
  private final Tickets tickets;

  SeveralAnswersResource(Viewer viewer, Caller caller, SeveralAnswers several, Tickets tickets) {
    this.viewer = viewer;
    this.caller = caller;
    this.several = several;
    this.tickets = tickets;
  }

  /**
   * What somebody chose.
   *
   * @param no why not; null for a yes
   */
  private record Wanted(List<Box> boxes, @Nullable String no) {}

  @POST
  @Path("/preview")
  public Response choose(
      @FormParam("question") @Nullable List<String> question,
      @FormParam("answer") @Nullable String answer,
      @FormParam("reason") @Nullable String reason) {
    Map<String, List<String>> fields =
        Map.of(
            "question", question == null ? List.of() : question,
            "answer", Chosen.field(answer),
            "reason", Chosen.field(reason));
    try {
      wanted(fields);
    } catch (BadRequestException e) {
      return tickets.back(Places.PATH, fields, e);
    }
    return tickets.preview(DESK, fields);
  }

  @GET
  @Path("/preview/{ticket}")
  public SeveralAnswersPreview preview(@PathParam("ticket") UUID ticket) {
    Wanted wanted = wanted(tickets.fields(ticket));
    List<Line> lines =
        wanted.boxes().stream()
            .map(box -> several.line(viewer.person(), box))
            .flatMap(Optional::stream)
            .toList();
    return new SeveralAnswersPreview(
        ticket,
        wanted.no(),
        lines,
        wanted.boxes().size() - lines.size(),
        lines.stream().anyMatch(Line::isClient),
        tickets.form(ticket, Places.PATH));
  }

  @POST
  public Response answer(@FormParam("ticket") @Nullable UUID ticket) {
    UUID seen = Tickets.seen(ticket);
    Wanted wanted = wanted(tickets.fields(seen));
    Actor actor = caller.person("answers for identities").inBulk(seen.toString());
    return tickets.once(
        DESK,
        seen,
        "%s to %s".formatted(wanted.no() == null ? "Yes" : "No", questions(wanted.boxes().size())),
        () -> wanted.boxes().stream().map(box -> several.answer(box, wanted.no(), actor)).toList());
  }

  private static String questions(int many) {
    return many == 1 ? "1 question" : many + " questions";
  }

  @GET
  @Path(Tickets.REPORT)
  public ErrandReport report(@PathParam("ticket") UUID ticket) {
    return tickets.report(ticket, Places.PATH, "My work");
  }

  private Wanted wanted(Map<String, List<String>> fields) {
    viewer.require(Deed.DECIDE_OWN);
    List<Box> boxes =
        Chosen.ticked(fields.get("question"), WorkList.MOST).stream().map(Box::read).toList();
    return switch (String.valueOf(Chosen.one(fields, "answer"))) {
      case YES -> new Wanted(boxes, null);
      case NO ->
          new Wanted(boxes, No.read(String.valueOf(Chosen.one(fields, "reason")), "").reason());
      default -> throw new BadRequestException("choose yes or no");
    };
  }
}
