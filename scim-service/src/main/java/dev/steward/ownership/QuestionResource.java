package dev.steward.ownership;

import dev.steward.caller.Caller;
import dev.steward.problem.Queries;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What people are asked to answer for, and what is being handed over. */
@Path("/ownership")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ownership")
public class QuestionResource {

  private final Questions questions;
  private final HandOverList handOvers;
  private final OwnershipConfig config;
  private final Caller caller;

  QuestionResource(
      Questions questions, HandOverList handOvers, OwnershipConfig config, Caller caller) {
    this.questions = questions;
    this.handOvers = handOvers;
    this.config = config;
    this.caller = caller;
  }

  /**
   * A question and where it is answered.
   *
   * @param link the page to open, which needs a login; null when the site has none
   */
  public record Question(Questions.Open question, @Nullable String link) {}

  /** Questions; {@code next} is the {@code after} of the following page. */
  public record QuestionPage(List<Question> questions, @Nullable String next) {}

  /** Hand-overs; {@code next} is the {@code after} of the following page. */
  public record HandOverPage(List<HandOverList.Waiting> handOvers, @Nullable String next) {}

  @GET
  @Path("/questions")
  @PermissionsAllowed("reviews:decide")
  @Operation(
      summary = "What the caller is asked to answer for",
      description = "Each with why it is they who are asked, and until when, if that is urgent.")
  public QuestionPage mine(
      @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
    int size = Queries.pageSize(limit);
    List<Questions.Open> found =
        questions.of(caller.actor().subject(), Queries.uuid("after", after), size + 1);
    List<Question> shown = found.stream().limit(size).map(this::question).toList();
    return new QuestionPage(
        shown, found.size() > size ? shown.getLast().question().identity().toString() : null);
  }

  @GET
  @Path("/hand-overs")
  @PermissionsAllowed("reports:read")
  @Operation(
      summary = "Identities whose owners went and whom nobody has followed yet",
      description = "With who was asked, who was told, and the days that are left.")
  public HandOverPage handOvers(
      @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
    int size = Queries.pageSize(limit);
    List<HandOverList.Waiting> found = handOvers.list(Queries.uuid("after", after), size + 1);
    List<HandOverList.Waiting> shown = found.stream().limit(size).toList();
    return new HandOverPage(
        shown, found.size() > size ? shown.getLast().identity().toString() : null);
  }

  private Question question(Questions.Open open) {
    return new Question(
        open, config.page().map(page -> page + "?identity=" + open.identity()).orElse(null));
  }
}
