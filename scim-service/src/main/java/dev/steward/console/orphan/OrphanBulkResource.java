package dev.steward.console.orphan;

import dev.steward.caller.Caller;
import dev.steward.console.Given;
import dev.steward.console.Viewer;
import dev.steward.console.errand.Chosen;
import dev.steward.console.errand.ErrandReport;
import dev.steward.console.errand.Tickets;
import dev.steward.console.orphan.AnswerPreview.Line;
import dev.steward.errand.Errand.Outcome;
import dev.steward.errand.Errand.Result;
import dev.steward.identity.Actor;
import dev.steward.ownership.Orphan;
import dev.steward.ownership.OrphanAnswer;
import dev.steward.ownership.OrphanAnswers;
import dev.steward.ownership.OrphanFilter;
import dev.steward.people.Person;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One answer to many orphans: what it would do, then doing it once, then what became of each. */
@Path(OrphanBulkResource.DESK)
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class OrphanBulkResource {

  static final String DESK = "/console/orphans/answers";
  private static final String ROOM = "/console/orphans";
  private static final int CONFLICT = 409;

  private final Viewer viewer;
  private final Caller caller;
  private final OrphanAnswers answers;
  private final Chosen chosen;
  private final Tickets tickets;

  OrphanBulkResource(
      Viewer viewer, Caller caller, OrphanAnswers answers, Chosen chosen, Tickets tickets) {
    this.viewer = viewer;
    this.caller = caller;
    this.answers = answers;
    this.chosen = chosen;
    this.tickets = tickets;
  }

  /** What somebody chose, read and found to be possible. */
  private record Wanted(
      Answer answer, List<UUID> identities, @Nullable String reason, List<Person> people) {

    OrphanAnswer given() {
      String why = String.valueOf(reason);
      return switch (answer) {
        case PROPOSE_OWNERS ->
            new OrphanAnswer.ProposeOwners(people.stream().map(Person::id).toList(), Set.of());
        case QUARANTINE -> new OrphanAnswer.Quarantine(why);
        case REVOKE -> new OrphanAnswer.Revoke(why);
      };
    }
  }

  @POST
  @Path("/preview")
  public Response choose(
      @FormParam("identity") @Nullable List<String> identity,
      @FormParam("answer") @Nullable String answer,
      @FormParam("reason") @Nullable String reason,
      @FormParam("owners") @Nullable String owners) {
    Map<String, List<String>> fields = new HashMap<>();
    fields.put("identity", identity == null ? List.of() : identity);
    fields.put("answer", Chosen.field(answer));
    fields.put("reason", Chosen.field(reason));
    fields.put("owners", Chosen.field(owners));
    try {
      wanted(fields);
    } catch (BadRequestException e) {
      return tickets.back(ROOM, fields, e);
    }
    return tickets.preview(DESK, fields);
  }

  @GET
  @Path("/preview/{ticket}")
  public AnswerPreview preview(
      @PathParam("ticket") UUID ticket, @QueryParam(Tickets.MISTYPED) @Nullable String mistyped) {
    AnswerPreview preview = preview(ticket, wanted(tickets.fields(ticket)));
    return tickets.isMistyped(ticket, mistyped) ? preview.mistyped() : preview;
  }

  private AnswerPreview preview(UUID ticket, Wanted wanted) {
    List<Orphan> found = answers.found(wanted.identities(), OrphanFilter.ALL);
    Map<UUID, OrphanAnswers.Result> results =
        answers.preview(found, wanted.given()).stream()
            .collect(Collectors.toMap(OrphanAnswers.Result::identity, Function.identity()));
    List<Line> lines = found.stream().map(orphan -> line(orphan, results)).toList();
    return new AnswerPreview(
        ticket,
        wanted.answer(),
        wanted.reason(),
        wanted.people().stream().map(Person::userName).toList(),
        lines,
        lines.stream().filter(Line::isAnswered).count(),
        wanted.identities().size() - found.size(),
        tickets.form(ticket, ROOM),
        null);
  }

  private Wanted wanted(Map<String, List<String>> fields) {
    Answer answer = allowed(Chosen.one(fields, "answer"));
    List<UUID> ids = Chosen.identities(fields.get("identity"), answers.most());
    return answer == Answer.PROPOSE_OWNERS
        ? new Wanted(answer, ids, null, chosen.people(Chosen.one(fields, "owners")))
        : new Wanted(answer, ids, Chosen.reason(Chosen.one(fields, "reason")), List.of());
  }

  private static Line line(Orphan orphan, Map<UUID, OrphanAnswers.Result> results) {
    OrphanAnswers.Result result = Objects.requireNonNull(results.get(orphan.identity()));
    return new Line(orphan, result.outcome(), result.detail());
  }

  /**
   * Does what was looked at.
   *
   * @param shown how many there were, with those that would stay as they are
   */
  @POST
  public Response answer(
      @FormParam("ticket") @Nullable UUID ticket,
      @FormParam("shown") int shown,
      @FormParam("typed") @Nullable String typed) {
    UUID seen = Tickets.seen(ticket);
    if (tickets.isUsed(seen)) {
      return Tickets.report(DESK, seen);
    }
    Wanted wanted = wanted(tickets.fields(seen));
    List<Orphan> found = answers.found(wanted.identities(), OrphanFilter.ALL);
    if (found.size() != shown) {
      throw new ClientErrorException(
          "you looked at %d orphans, and by now it would be %d; go back to the list and look again"
              .formatted(shown, found.size()),
          CONFLICT);
    }
    if (wanted.answer().isFinal()) {
      AnswerPreview preview = preview(seen, wanted);
      if (!String.valueOf(preview.answered()).equals(Given.text(typed))) {
        return Tickets.mistyped(DESK, seen);
      }
    }
    Actor actor = caller.actor().inBulk(seen.toString());
    return tickets.once(
        DESK,
        seen,
        "%s: %d %s chosen"
            .formatted(wanted.answer().title(), shown, shown == 1 ? "identity" : "identities"),
        () ->
            answers.answer(found, wanted.given(), actor).stream()
                .map(OrphanBulkResource::result)
                .toList());
  }

  @GET
  @Path(Tickets.REPORT)
  public ErrandReport report(@PathParam("ticket") UUID ticket) {
    return tickets.report(ticket, ROOM, "Orphans");
  }

  private Answer allowed(@Nullable String word) {
    Answer answer =
        Answer.of(String.valueOf(word))
            .orElseThrow(() -> new BadRequestException("choose what is to be done"));
    viewer.require(answer.deed());
    return answer;
  }

  private static Result result(OrphanAnswers.Result result) {
    return new Result(
        Objects.requireNonNullElse(result.userName(), result.identity().toString()),
        result.identity(),
        Outcome.valueOf(result.outcome().toUpperCase(Locale.ROOT)),
        result.detail());
  }
}
