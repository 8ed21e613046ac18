package dev.steward.usage;

import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.problem.Queries;
import dev.steward.registry.Identities;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What an identity was granted, beside what it used. */
@Path("/identities/{id}/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
public class UsageResource {

  private static final int DAYS = 30;
  private static final int MOST_DAYS = 400;

  private final Identities identities;
  private final UsedGrants grants;

  UsageResource(Identities identities, UsedGrants grants) {
    this.identities = identities;
    this.grants = grants;
  }

  @GET
  @PermissionsAllowed("reports:read")
  @Operation(
      summary = "What an identity was granted, beside what it used",
      description =
          "Per scope and role: used, never-used, asked-never-granted, or unknown where Keycloak"
              + " cannot tell. Days are UTC; 'days' says how many of them to show.")
  public UsedGrants.GrantedVersusUsed usage(
      @PathParam("id") UUID id, @QueryParam("days") @Nullable String days) {
    int many = (int) Queries.number("days", days, DAYS, 1, MOST_DAYS);
    Identity identity =
        identities
            .find(new Id(id))
            .orElseThrow(() -> new NotFoundException("no identity " + id))
            .identity();
    return grants.of(identity, many);
  }
}
