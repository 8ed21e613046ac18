package dev.steward.usage;

import dev.steward.caller.Caller;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.problem.DecisionReason;
import dev.steward.registry.Identities;
import dev.steward.usage.DormancyExceptions.DormancyException;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** That an identity may be unused for a time, such as one for emergencies. */
@Path("/identities/{id}/dormancy-exception")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
public class DormancyExceptionResource {

  private final Identities identities;
  private final DormancyExceptions exceptions;
  private final Caller caller;
  private final Clock clock;

  DormancyExceptionResource(
      Identities identities, DormancyExceptions exceptions, Caller caller, Clock clock) {
    this.identities = identities;
    this.exceptions = exceptions;
    this.caller = caller;
    this.clock = clock;
  }

  /** What is asked for; the approver is who asks. */
  public record Wanted(@Nullable String reason, @Nullable String until) {}

  @GET
  @PermissionsAllowed("reports:read")
  @Operation(summary = "The exception from dormancy that holds now")
  public DormancyException read(@PathParam("id") UUID id) {
    identity(id);
    return exceptions.present(id).orElseThrow(DormancyExceptionResource::none);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed("reviews:decide")
  @Operation(
      summary = "Let an identity be unused until an instant",
      description =
          "By a person with the realm role steward-admin, who is its approver. It ends by itself,"
              + " and takes the place of one that holds.")
  public DormancyException make(@PathParam("id") UUID id, @Nullable Wanted wanted) {
    Actor approver = approver();
    Identity identity = identity(id);
    Wanted sent = wanted == null ? new Wanted(null, null) : wanted;
    String reason =
        DecisionReason.given(
            sent.reason(), "say why, in at most 1000 characters: {\"reason\", \"until\"}");
    return exceptions.make(identity, reason, until(sent.until()), approver);
  }

  @DELETE
  @PermissionsAllowed("reviews:decide")
  @Operation(summary = "End the exception that holds now")
  public void end(@PathParam("id") UUID id) {
    Actor actor = approver();
    if (!exceptions.end(identity(id), actor)) {
      throw none();
    }
  }

  private Instant until(@Nullable String text) {
    Instant latest = exceptions.latestEnd();
    try {
      Instant until = text == null ? Instant.MIN : Instant.parse(text);
      if (until.isAfter(clock.instant()) && !until.isAfter(latest)) {
        return until;
      }
    } catch (DateTimeException e) {
      // refused below, in the same words as an end that is out of bounds
    }
    throw new BadRequestException(
        "until is an instant after now, such as 2026-12-24T00:00:00Z, and no later than " + latest);
  }

  private Actor approver() {
    return caller.administrator("decides about exceptions");
  }

  private Identity identity(UUID id) {
    return identities
        .find(new Id(id))
        .orElseThrow(() -> new NotFoundException("no identity " + id))
        .identity();
  }

  private static NotFoundException none() {
    return new NotFoundException("no exception from dormancy holds for this identity now");
  }
}
