package dev.steward.console.orphan;

import dev.steward.caller.Caller;
import dev.steward.console.Given;
import dev.steward.console.Viewer;
import dev.steward.console.orphan.AnswerPreview.Line;
import dev.steward.errand.Choices;
import dev.steward.errand.Errand.Outcome;
import dev.steward.errand.Errand.Result;
import dev.steward.errand.Errands;
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
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
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
@Path("/console/orphans/answers")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class OrphanBulkResource {

  private static final int CONFLICT = 409;

  private final Viewer viewer;
  private final Caller caller;
  private final OrphanAnswers answers;
  private final Chosen chosen;
  private final Choices choices;
  private final Errands errands;

  OrphanBulkResource(
      Viewer viewer,
      Caller caller,
      OrphanAnswers answers,
      Chosen chosen,
      Choices choices,
      Errands errands) {
    this.viewer = viewer;
    this.caller = caller;
    this.answers = answers;
    this.chosen = chosen;
    this.choices = choices;
    this.errands = errands;
  }

  /** What somebody chose, read and found to be possible. */
  private record Wanted(
      Answer answer, List<UUID> identities, @Nullable String reason, List<Person> people) {}

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
    wanted(fields);
    UUID ticket = choices.keep(viewer.person(), fields);
    return Response.seeOther(URI.create("/console/orphans/answers/preview/" + ticket)).build();
  }

  @GET
  @Path("/preview/{ticket}")
  public AnswerPreview preview(@PathParam("ticket") UUID ticket) {
    Wanted wanted =
        wanted(
            choices
                .find(ticket, viewer.person())
                .orElseThrow(() -> new NotFoundException("you have chosen nothing here lately")));
    List<Orphan> found = answers.found(wanted.identities(), OrphanFilter.ALL);
    List<String> personIds = wanted.people().stream().map(Person::id).toList();
    Map<UUID, OrphanAnswers.Result> results =
        answers.preview(found, answerOf(wanted.answer(), wanted.reason(), personIds)).stream()
            .collect(Collectors.toMap(OrphanAnswers.Result::identity, Function.identity()));
    return new AnswerPreview(
        ticket,
        wanted.answer(),
        wanted.reason(),
        wanted.people().stream().map(Person::userName).toList(),
        String.join(" ", personIds),
        found.stream().map(orphan -> line(orphan, results)).toList(),
        wanted.identities().size() - found.size());
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

  @POST
  public Response answer(
      @FormParam("ticket") @Nullable UUID ticket,
      @FormParam("identity") @Nullable List<String> identity,
      @FormParam("answer") @Nullable String answer,
      @FormParam("reason") @Nullable String reason,
      @FormParam("owner") @Nullable String owner,
      @FormParam("typed") @Nullable String typed) {
    Answer wanted = allowed(answer);
    List<UUID> ids = Chosen.identities(identity, answers.most());
    if (ticket == null) {
      throw new BadRequestException("look at the preview first, and send the form that is there");
    }
    URI report = URI.create("/console/orphans/answers/" + ticket);
    if (errands.find(ticket, viewer.person()).isPresent()) {
      return Response.seeOther(report).build();
    }
    if (wanted.isFinal() && !String.valueOf(ids.size()).equals(Given.text(typed))) {
      throw new BadRequestException(
          "to end %d identities for good, type their number; go back and try again"
              .formatted(ids.size()));
    }
    List<Orphan> found = answers.found(ids, OrphanFilter.ALL);
    if (found.size() != ids.size()) {
      throw new ClientErrorException(
          "%d of the %d you looked at are no orphans any more; go back to the list and look again"
              .formatted(ids.size() - found.size(), ids.size()),
          CONFLICT);
    }
    OrphanAnswer given =
        answerOf(
            wanted,
            wanted == Answer.PROPOSE_OWNERS ? null : Chosen.reason(reason),
            wanted == Answer.PROPOSE_OWNERS
                ? chosen.people(owner).stream().map(Person::id).toList()
                : List.of());
    Actor actor = caller.actor().inBulk(ticket.toString());
    errands.once(
        ticket,
        "%s: %d identities".formatted(wanted.title(), ids.size()),
        viewer.person(),
        () ->
            answers.answer(found, given, actor).stream().map(OrphanBulkResource::result).toList());
    return Response.seeOther(report).build();
  }

  @GET
  @Path("/{ticket}")
  public ErrandReport report(@PathParam("ticket") UUID ticket) {
    return errands
        .find(ticket, viewer.person())
        .map(errand -> ErrandReport.of(errand, "/console/orphans", "Orphans"))
        .orElseThrow(() -> new NotFoundException("you have asked for nothing under this address"));
  }

  private Answer allowed(@Nullable String word) {
    Answer answer =
        Answer.of(String.valueOf(word))
            .orElseThrow(() -> new BadRequestException("choose what is to be done"));
    viewer.require(answer.deed());
    return answer;
  }

  private static OrphanAnswer answerOf(
      Answer answer, @Nullable String reason, List<String> people) {
    return switch (answer) {
      case PROPOSE_OWNERS -> new OrphanAnswer.ProposeOwners(people, Set.of());
      case QUARANTINE -> new OrphanAnswer.Quarantine(String.valueOf(reason));
      case REVOKE -> new OrphanAnswer.Revoke(String.valueOf(reason));
    };
  }

  private static Result result(OrphanAnswers.Result result) {
    return new Result(
        Objects.requireNonNullElse(result.userName(), result.identity().toString()),
        result.identity(),
        Outcome.valueOf(result.outcome().toUpperCase(Locale.ROOT)),
        result.detail());
  }
}
