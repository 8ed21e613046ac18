package dev.steward.ownership;

import dev.steward.ownership.OrphanReports.Part;
import dev.steward.ownership.OrphanReports.Report;
import dev.steward.people.Namesakes;
import dev.steward.problem.Queries;
import dev.steward.table.CsvAnswer;
import dev.steward.table.CsvTable;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The report of what nobody answers for, now or at an earlier instant. */
@Path("/reports/orphans")
@Tag(name = "Reports")
public class OrphanResource {

  private final OrphanReports reports;
  private final Namesakes namesakes;
  private final Clock clock;

  OrphanResource(OrphanReports reports, Namesakes namesakes, Clock clock) {
    this.reports = reports;
    this.namesakes = namesakes;
    this.clock = clock;
  }

  /**
   * A page of orphans; {@code next} is the {@code after} of the following one.
   *
   * @param at the instant that it is about
   * @param untold the reasons of which nobody can tell whether they held then
   */
  public record Page(
      Instant at, Set<OrphanReason> untold, List<Orphan> orphans, @Nullable String next) {}

  @GET
  @Produces({MediaType.APPLICATION_JSON, CsvTable.MEDIA_TYPE})
  @PermissionsAllowed("reports:read")
  @Operation(
      summary = "What nobody answers for, or nobody uses any more",
      description =
          "reason is owner-never-accepted, owner-disabled, owner-left, owner-missing,"
              + " owner-over-limit, dormant, environment-gone or shadow; reasons are all that hold,"
              + " each with its deadline by tier. at is a day (its beginning, UTC) or an instant;"
              + " the past is read from the ledger. reason, tier, kind, environment and owner"
              + " narrow the report; owner is an id, a user name or an email. JSON comes in pages, CSV (Accept: text/csv or format=csv) as"
              + " a whole.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Page.class)),
        @Content(mediaType = CsvTable.MEDIA_TYPE)
      })
  public Response orphans(
      @QueryParam("at") @Nullable String at,
      @QueryParam("reason") @Nullable List<String> reason,
      @QueryParam("tier") @Nullable List<String> tier,
      @QueryParam("kind") @Nullable List<String> kind,
      @QueryParam("environment") @Nullable String environment,
      @QueryParam("owner") @Nullable String owner,
      @QueryParam("format") @Nullable String format,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit,
      @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
    OrphanFilter filter =
        OrphanFilter.read(
            reason, tier, kind, environment, owner == null ? null : namesakes.idOf(owner));
    Instant now = clock.instant();
    Instant then = Queries.instant("at", at, now);
    if (then.isAfter(now)) {
      throw new BadRequestException("query parameter at is now or earlier");
    }
    int size = Queries.pageSize(limit);
    boolean isPast = at != null && then.isBefore(now);
    Report report = reports.at(filter, isPast ? then : null);
    if (CsvAnswer.isWanted(format, accept)) {
      return CsvAnswer.of("orphans.csv", OrphanReports.COLUMNS, report::write);
    }
    Part part = report.part(after, size);
    return Response.ok(new Page(then, report.untold(), part.orphans(), part.next()))
        .type(MediaType.APPLICATION_JSON)
        .build();
  }
}
