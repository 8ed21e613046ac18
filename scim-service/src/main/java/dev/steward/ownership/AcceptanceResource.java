package dev.steward.ownership;

import dev.steward.caller.Caller;
import dev.steward.identity.Actor;
import dev.steward.identity.Change;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Owner;
import dev.steward.registry.IdentityRegistry;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a person who was named as an owner says yes. */
@Path("/identities/{id}/acceptance")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ownership")
public class AcceptanceResource {

  private final IdentityRegistry registry;
  private final Caller caller;

  AcceptanceResource(IdentityRegistry registry, Caller caller) {
    this.registry = registry;
    this.caller = caller;
  }

  /** Who answers for an identity now. */
  public record Ownership(UUID identity, long version, List<Owner> owners) {}

  @POST
  @PermissionsAllowed("reviews:decide")
  @Operation(
      summary = "Accept to answer for an identity",
      description = "By the person who was named, and by nobody else. Once more does no harm.")
  public Ownership accept(@PathParam("id") UUID id) {
    Actor actor = caller.actor();
    if (actor.type() != Actor.Type.PERSON) {
      throw new ChangeRefused(
          Rule.NOT_YOURS, "a person accepts an ownership, with a token of their own");
    }
    Identity identity =
        registry
            .change(new Id(id), null, List.of(new Change.AcceptOwnership(actor.subject())), actor)
            .identity();
    return new Ownership(id, identity.version(), identity.owners());
  }
}
