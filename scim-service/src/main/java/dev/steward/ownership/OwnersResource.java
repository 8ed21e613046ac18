package dev.steward.ownership;

import dev.steward.caller.Caller;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Owner;
import dev.steward.problem.Queries;
import dev.steward.registry.Identities;
import dev.steward.registry.NoSuchIdentity;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who answered for an identity until now, and who might from now on. */
@Path("/identities/{id}/owners")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ownership")
public class OwnersResource {

  private final Identities identities;
  private final OwnersHistory history;
  private final Teams teams;
  private final StandingTeams standing;
  private final Caller caller;

  OwnersResource(
      Identities identities,
      OwnersHistory history,
      Teams teams,
      StandingTeams standing,
      Caller caller) {
    this.identities = identities;
    this.history = history;
    this.teams = teams;
    this.standing = standing;
    this.caller = caller;
  }

  /** Chapters in order; {@code next} is the {@code after} of the following page. */
  public record HistoryPage(List<OwnersHistory.Chapter> chapters, @Nullable Long next) {}

  /**
   * Who is to be asked.
   *
   * @param person the id, user name or email of a person; or else
   * @param group the id of a group, all of whose present people are asked
   * @param role what they are to answer for; owner when not said
   */
  public record Proposal(
      @Nullable String person, @Nullable UUID group, Owner.@Nullable Role role) {}

  /** Who was asked, of those who had not been. */
  public record Asked(UUID identity, List<String> people) {}

  @GET
  @Path("/history")
  @PermissionsAllowed({"evidence:read", "reports:read"})
  @Operation(
      summary = "Who answered for an identity, from its registration on",
      description = "From the ledger, in order: each change of owners and hand-over.")
  public HistoryPage history(
      @PathParam("id") UUID id,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    Id identity = required(id).id();
    int size = Queries.pageSize(limit);
    List<OwnersHistory.Chapter> found =
        history.of(identity, Queries.number("after", after, 0, 0, Long.MAX_VALUE), size + 1);
    List<OwnersHistory.Chapter> shown = found.stream().limit(size).toList();
    return new HistoryPage(shown, found.size() > size ? shown.getLast().place() : null);
  }

  @POST
  @Path("/proposals")
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed("scim:write")
  @Operation(
      summary = "Ask a person, or the people of a group, to answer for an identity",
      description =
          "Of a group everybody is asked who is in it and present, and whoever comes into it later."
              + " Nobody answers for the identity before they accept, each for themselves.")
  public Asked propose(@PathParam("id") UUID id, @Nullable Proposal proposal) {
    if (proposal == null || (proposal.person() == null) == (proposal.group() == null)) {
      throw new BadRequestException(
          "name either a 'person' by id, user name or email, or a 'group' by its id");
    }
    Owner.Role role = proposal.role() == null ? Owner.Role.OWNER : proposal.role();
    return new Asked(
        id, teams.ask(new Id(id), proposal.person(), proposal.group(), role, caller.actor()));
  }

  /** The groups that answer for an identity. */
  public record StandingTeamList(List<StandingTeams.Team> teams) {}

  @GET
  @Path("/teams")
  @PermissionsAllowed({"evidence:read", "reports:read", "scim:read"})
  @Operation(
      summary = "The groups that answer for an identity",
      description = "Whoever comes into one is asked to accept, until the group is taken off.")
  public StandingTeamList teams(@PathParam("id") UUID id) {
    return new StandingTeamList(standing.of(required(id).id()));
  }

  @DELETE
  @Path("/teams/{group}")
  @PermissionsAllowed("scim:write")
  @Operation(
      summary = "Take a group off an identity",
      description =
          "Whoever of it accepted stays what they are; the others are not asked any more.")
  public void dismiss(@PathParam("id") UUID id, @PathParam("group") UUID group) {
    if (!standing.dismiss(required(id), group, caller.actor())) {
      throw new NotFoundException("no group %s answers for identity %s".formatted(group, id));
    }
  }

  private Identity required(UUID id) {
    Id identity = new Id(id);
    return identities.find(identity).orElseThrow(() -> new NoSuchIdentity(identity)).identity();
  }
}
