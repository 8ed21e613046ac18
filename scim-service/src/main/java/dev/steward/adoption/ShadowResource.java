package dev.steward.adoption;

import dev.steward.problem.Queries;
import dev.steward.table.CsvAnswer;
import dev.steward.table.CsvTable;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The report of the clients that can act on their own and that nobody registered. */
@Path("/reports/shadows")
@Tag(name = "Reports")
public class ShadowResource {

  private final ShadowReport report;

  ShadowResource(ShadowReport report) {
    this.report = report;
  }

  /** A page of shadows; {@code next} is the {@code after} of the following one. */
  public record Page(List<ShadowLine> shadows, @Nullable String next) {}

  @GET
  @Produces({MediaType.APPLICATION_JSON, CsvTable.MEDIA_TYPE})
  @PermissionsAllowed("reports:read")
  @Operation(
      summary = "Clients that can act on their own and that nobody registered",
      description =
          "With what they seem to be, what they can do, and who may answer for them. JSON comes in"
              + " pages, CSV (Accept: text/csv or format=csv) as a whole.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Page.class)),
        @Content(mediaType = CsvTable.MEDIA_TYPE)
      })
  public Response shadows(
      @QueryParam("format") @Nullable String format,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit,
      @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
    return CsvAnswer.isWanted(format, accept) ? table() : page(after, limit);
  }

  private Response page(@Nullable String after, @Nullable String limit) {
    int size = Queries.pageSize(limit);
    List<ShadowLine> shown = report.page(after, size);
    return Response.ok(new Page(shown, shown.size() < size ? null : shown.getLast().client()))
        .type(MediaType.APPLICATION_JSON)
        .build();
  }

  private Response table() {
    return CsvAnswer.of("shadows.csv", ShadowReport.COLUMNS, report::write);
  }
}
