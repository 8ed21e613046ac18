package dev.steward.ownership;

import dev.steward.caller.Caller;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Owner;
import dev.steward.people.Namesakes;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where a person who was named or asked says yes or no to answering for an identity. */
@Path("/identities/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ownership")
public class AcceptanceResource {

  private static final int LONGEST_REASON = 2_000;

  private final Answers answers;
  private final Namesakes namesakes;
  private final Caller caller;

  AcceptanceResource(Answers answers, Namesakes namesakes, Caller caller) {
    this.answers = answers;
    this.namesakes = namesakes;
    this.caller = caller;
  }

  /**
   * Who answers for an identity now.
   *
   * @param warnings what the person who answered should know
   */
  public record Ownership(UUID identity, long version, List<Owner> owners, List<String> warnings) {

    private static Ownership of(Answers.Answered answered) {
      Identity identity = answered.identity();
      return new Ownership(
          identity.id().value(), identity.version(), identity.owners(), answered.warnings());
    }
  }

  /**
   * Why not, and who rather.
   *
   * @param counterProposal the id, user name or email of a person who should be asked instead
   */
  public record Declining(@Nullable String reason, @Nullable String counterProposal) {

    private String requiredReason() {
      if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
        throw new BadRequestException(
            "say why in 'reason', in at most %d characters".formatted(LONGEST_REASON));
      }
      return reason;
    }
  }

  @POST
  @Path("/acceptance")
  @PermissionsAllowed("reviews:decide")
  @Operation(
      summary = "Accept to answer for an identity",
      description =
          "By the person who was named or asked, and by nobody else. Once more does no harm."
              + " Who accepts in a hand-over takes the place of the owners who went.")
  public Ownership accept(@PathParam("id") UUID id) {
    return Ownership.of(answers.accept(new Id(id), caller.actor()));
  }

  @POST
  @Path("/decline")
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed("reviews:decide")
  @Operation(
      summary = "Decline to answer for an identity, or stop doing so",
      description =
          "By the person who was named or asked. When nobody else who is present would own the"
              + " identity, its hand-over begins.")
  public Ownership decline(@PathParam("id") UUID id, @Nullable Declining declining) {
    Declining said = declining == null ? new Declining(null, null) : declining;
    String instead = said.counterProposal();
    return Ownership.of(
        answers.decline(
            new Id(id),
            caller.actor(),
            said.requiredReason(),
            instead == null ? null : namesakes.presentOr(instead)));
  }
}
