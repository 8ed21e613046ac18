package dev.steward.ownership;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.caller.Caller;
import dev.steward.identity.Actor;
import dev.steward.ownership.OrphanAnswers.Result;
import dev.steward.people.Namesakes;
import dev.steward.people.People;
import dev.steward.people.Person;
import dev.steward.problem.DecisionReason;
import dev.steward.problem.NotConfirmed;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One answer to many orphans: first what it would do, then, once that was read, doing it. */
@Path("/reports/orphans/answers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class OrphanAnswerResource {

  private static final int SHOWN = 100;
  private static final int MOST_OWNERS = 10;

  private final OrphanAnswers answers;
  private final People people;
  private final Namesakes namesakes;
  private final Caller caller;

  OrphanAnswerResource(OrphanAnswers answers, People people, Namesakes namesakes, Caller caller) {
    this.answers = answers;
    this.people = people;
    this.namesakes = namesakes;
    this.caller = caller;
  }

  /**
   * An answer as it is sent.
   *
   * @param answer propose-owners, quarantine or revoke
   * @param identities whom it is about, or null for all that the filter leaves
   * @param owners the ids, user names or emails of people, for propose-owners
   * @param confirm how many there are, as the preview said; without it this is a preview
   */
  public record Wanted(
      @Nullable String answer,
      @Nullable String reason,
      @Nullable List<UUID> identities,
      @Nullable Filter filter,
      @Nullable List<String> owners,
      @Nullable Long confirm) {}

  /** Which orphans, in the words of the report. */
  public record Filter(
      @Nullable List<String> reason,
      @Nullable List<String> tier,
      @Nullable List<String> kind,
      @Nullable String environment,
      @Nullable String owner) {}

  /**
   * What an answer would do, or did.
   *
   * @param found how many it is about; what to send as confirm
   * @param orphans the first of them, before anything is done
   * @param results what became of each
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answered(
      String answer,
      boolean preview,
      long found,
      @Nullable List<Orphan> orphans,
      @Nullable Map<String, Long> outcomes,
      @Nullable List<Result> results) {}

  @POST
  @PermissionsAllowed("reviews:decide")
  @Operation(
      summary = "Give one answer to many orphans",
      description =
          "By a person with the realm role steward-admin. Without confirm it only says whom it"
              + " would be about; with confirm, their number as the preview told it, it is done, if"
              + " there are still exactly as many.")
  public Answered answer(@Nullable Wanted wanted) {
    Actor actor = decider();
    if (wanted == null || (wanted.identities() == null && wanted.filter() == null)) {
      throw new BadRequestException(
          "say what and about whom: {\"answer\", \"reason\", \"identities\" or \"filter\"}");
    }
    OrphanAnswer answer = read(wanted);
    List<Orphan> found = found(wanted);
    if (found.size() > answers.most()) {
      throw NotConfirmed.tooMany(
          "an answer is about at most %d; narrow the filter".formatted(answers.most()));
    }
    if (wanted.confirm() == null) {
      return new Answered(
          answer.word(), true, found.size(), found.stream().limit(SHOWN).toList(), null, null);
    }
    NotConfirmed.check(found.size(), wanted.confirm());
    List<Result> results =
        answers.answer(found, answer, actor.inBulk(UUID.randomUUID().toString()));
    return new Answered(
        answer.word(),
        false,
        found.size(),
        null,
        results.stream().collect(Collectors.groupingBy(Result::outcome, Collectors.counting())),
        results);
  }

  private List<Orphan> found(Wanted wanted) {
    Filter filter = wanted.filter();
    List<UUID> chosen = wanted.identities();
    if (chosen != null && chosen.size() > answers.most()) {
      throw NotConfirmed.tooMany(
          "an answer is about at most %d identities".formatted(answers.most()));
    }
    return answers.found(
        chosen,
        filter == null
            ? OrphanFilter.ALL
            : OrphanFilter.read(
                filter.reason(),
                filter.tier(),
                filter.kind(),
                filter.environment(),
                filter.owner() == null ? null : namesakes.idOf(filter.owner())));
  }

  private OrphanAnswer read(Wanted wanted) {
    String answer = wanted.answer() == null ? "" : wanted.answer();
    return switch (answer) {
      case "propose-owners" -> new OrphanAnswer.ProposeOwners(owners(wanted.owners()), Set.of());
      case "quarantine" -> new OrphanAnswer.Quarantine(reason(wanted.reason()));
      case "revoke" -> new OrphanAnswer.Revoke(reason(wanted.reason()));
      default -> throw new BadRequestException("answer is propose-owners, quarantine or revoke");
    };
  }

  private List<String> owners(@Nullable List<String> owners) {
    if (owners == null
        || owners.isEmpty()
        || owners.size() > MOST_OWNERS
        || owners.stream().anyMatch(Objects::isNull)) {
      throw new BadRequestException(
          "owners are the ids, user names or emails of 1 to %d people".formatted(MOST_OWNERS));
    }
    List<String> meant = owners.stream().map(namesakes::presentOr).distinct().toList();
    Map<String, Person> known = people.named(meant).known();
    for (String owner : meant) {
      Person person = known.get(owner);
      if (person == null || !person.present()) {
        throw new BadRequestException(
            "there is no one person here with the id, user name or email " + owner);
      }
    }
    return meant;
  }

  private static String reason(@Nullable String reason) {
    return DecisionReason.given(reason, "say why: reason is a text of at most 1000 characters");
  }

  private Actor decider() {
    return caller.administrator("answers for many identities at once");
  }
}
