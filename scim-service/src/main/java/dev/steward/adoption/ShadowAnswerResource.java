package dev.steward.adoption;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.caller.Caller;
import dev.steward.identity.Actor;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Stopping clients that nobody registered: first what it would do, then, once that was read, doing
 * it.
 */
@Path("/reports/shadows/answers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class ShadowAnswerResource {

  private final ShadowStops stops;
  private final Caller caller;

  ShadowAnswerResource(ShadowStops stops, Caller caller) {
    this.stops = stops;
    this.caller = caller;
  }

  /**
   * An answer as it is sent.
   *
   * @param answer quarantine or revoke
   * @param clients the uuids of the clients it is about
   * @param confirm how many would be stopped, as the preview said; without it this is a preview
   */
  public record Wanted(
      @Nullable String answer,
      @Nullable String reason,
      @Nullable List<String> clients,
      @Nullable Long confirm) {}

  /**
   * What an answer would do, or did.
   *
   * @param found how many it stops; what to send as confirm
   * @param refused how many stay as they are
   */
  public record Answered(
      String answer, boolean preview, long found, long refused, List<Result> results) {}

  /**
   * What would become, or became, of one client.
   *
   * @param identity what it is registered as now
   * @param outcome would-stop, done or refused
   * @param detail why it was refused and what to do
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(
      String client,
      @Nullable String clientId,
      @Nullable UUID identity,
      String outcome,
      @Nullable String detail) {

    private static Result of(ShadowStopped stopped, String stoppedOutcome) {
      return new Result(
          stopped.client(),
          stopped.clientId(),
          stopped.identity(),
          stopped.isRefused() ? "refused" : stoppedOutcome,
          stopped.detail());
    }
  }

  @POST
  @PermissionsAllowed("reviews:decide")
  @Operation(
      summary = "Stop clients that nobody registered and that cannot wait for an owner",
      description =
          "By a person with the realm role steward-admin, who answers for them from then on. Without"
              + " confirm it only says what would become of each; with confirm, the number that the"
              + " preview found, each is registered and stopped, if there are still exactly as many.")
  public Answered answer(@Nullable Wanted wanted) {
    Actor actor = caller.administrator("answers for many clients at once");
    if (wanted == null || wanted.clients() == null || wanted.clients().isEmpty()) {
      throw new BadRequestException(
          "say what and about which clients: {\"answer\", \"reason\", \"clients\"}");
    }
    List<String> clients = wanted.clients().stream().distinct().toList();
    if (clients.size() > Adoptions.MOST_AT_ONCE) {
      throw NotConfirmed.tooMany(
          "an answer is about at most %d clients".formatted(Adoptions.MOST_AT_ONCE));
    }
    String answer = wanted.answer() == null ? "" : wanted.answer();
    ShadowStop stop = stop(answer);
    String reason =
        DecisionReason.given(
                wanted.reason(), "say why: reason is a text of at most 1000 characters")
            .strip();
    List<ShadowStopped> preview = stops.preview(clients, stop, actor);
    long found = preview.stream().filter(one -> !one.isRefused()).count();
    if (wanted.confirm() == null) {
      return answered(answer, true, preview, "would-stop");
    }
    NotConfirmed.check(found, wanted.confirm());
    return answered(
        answer,
        false,
        stops.stop(clients, stop, reason, actor.inBulk(UUID.randomUUID().toString())),
        "done");
  }

  private static Answered answered(
      String answer, boolean preview, List<ShadowStopped> each, String outcome) {
    long refused = each.stream().filter(ShadowStopped::isRefused).count();
    return new Answered(
        answer,
        preview,
        each.size() - refused,
        refused,
        each.stream().map(one -> Result.of(one, outcome)).toList());
  }

  private static ShadowStop stop(String answer) {
    return switch (answer) {
      case "quarantine" -> ShadowStop.SUSPEND;
      case "revoke" -> ShadowStop.REVOKE;
      default -> throw new BadRequestException("answer is quarantine or revoke");
    };
  }
}
