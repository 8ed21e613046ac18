package dev.steward.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.delivery.Inventory;
import dev.steward.delivery.KnownClient;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import dev.steward.problem.Queries;
import dev.steward.registry.Identities;
import dev.steward.usage.GrantedAndUsed.Role;
import dev.steward.usage.GrantedAndUsed.Scope;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
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
  private final Inventory inventory;
  private final Usage usage;
  private final Uses uses;
  private final Clock clock;

  UsageResource(Identities identities, Inventory inventory, Usage usage, Uses uses, Clock clock) {
    this.identities = identities;
    this.inventory = inventory;
    this.usage = usage;
    this.uses = uses;
    this.clock = clock;
  }

  /**
   * Granted and used.
   *
   * @param countedSince since when uses are counted; null while the gate tells none, and then
   *     nothing here says that something was not used
   * @param lastUsed the last day (UTC) on which it got a token
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record GrantedVersusUsed(
      UUID identity,
      @Nullable String client,
      @Nullable Instant countedSince,
      @Nullable LocalDate lastUsed,
      List<Scope> scopes,
      List<Role> roles,
      List<Uses.Day> days) {}

  @GET
  @PermissionsAllowed("reports:read")
  @Operation(
      summary = "What an identity was granted, beside what it used",
      description =
          "Per scope and role: used, never-used, asked-never-granted, or unknown where Keycloak"
              + " cannot tell. Days are UTC; 'days' says how many of them to show.")
  public GrantedVersusUsed usage(
      @PathParam("id") UUID id, @QueryParam("days") @Nullable String days) {
    int many = (int) Queries.number("days", days, DAYS, 1, MOST_DAYS);
    Identity identity =
        identities
            .find(new Id(id))
            .orElseThrow(() -> new NotFoundException("no identity " + id))
            .identity();
    Client client = identity.client();
    Instant since = usage.countedSince().orElse(null);
    if (client == null) {
      return new GrantedVersusUsed(id, null, since, null, List.of(), List.of(), List.of());
    }
    KnownClient known = inventory.known(Set.of(client)).get(client);
    GrantedAndUsed both =
        new GrantedAndUsed(identity.allowance(), known, uses.parts(client), since != null);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return new GrantedVersusUsed(
        id,
        known == null ? null : known.clientId(),
        since,
        usage.lastUsed(Set.of(client)).get(client),
        both.scopes(),
        both.roles(),
        uses.days(client, today.minusDays(many - 1L), today));
  }
}
