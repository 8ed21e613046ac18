package dev.steward.ownership;

import dev.steward.ownership.Orphans.Orphan;
import dev.steward.problem.Queries;
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
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The report of the identities that nobody answers for. */
@Path("/reports/orphans")
@Tag(name = "Reports")
public class OrphanResource {

  private static final String CSV = "text/csv";
  private static final int PAGE = 100;
  private static final int LONGEST_PAGE = 1_000;

  private final Orphans orphans;

  OrphanResource(Orphans orphans) {
    this.orphans = orphans;
  }

  /** A page of orphans; {@code next} is the {@code after} of the following one. */
  public record Page(List<Orphan> orphans, @Nullable String next) {}

  @GET
  @Produces({MediaType.APPLICATION_JSON, CSV})
  @PermissionsAllowed("reports:read")
  @Operation(
      summary = "Identities without a present owner who accepted",
      description =
          "reason is owner-missing, owner-disabled, owner-left or owner-never-accepted."
              + " JSON comes in pages, CSV (Accept: text/csv or format=csv) as a whole.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Page.class)),
        @Content(mediaType = CSV)
      })
  public Response orphans(
      @QueryParam("format") @Nullable String format,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit,
      @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
    return isTable(format, accept) ? table() : page(after, limit);
  }

  private static boolean isTable(@Nullable String format, @Nullable String accept) {
    if (format == null) {
      return accept != null && accept.contains(CSV);
    }
    return switch (format) {
      case "csv" -> true;
      case "json" -> false;
      default -> throw new BadRequestException("format is json or csv");
    };
  }

  private Response page(@Nullable String after, @Nullable String limit) {
    int size = (int) Queries.number("limit", limit, PAGE, 1, LONGEST_PAGE);
    List<Orphan> found = orphans.list(Queries.uuid("after", after), size + 1);
    List<Orphan> shown = found.stream().limit(size).toList();
    boolean more = found.size() > size;
    return Response.ok(new Page(shown, more ? shown.getLast().identity().toString() : null))
        .type(MediaType.APPLICATION_JSON)
        .build();
  }

  private Response table() {
    StreamingOutput rows =
        out ->
            OrphanTable.write(
                last -> orphans.list(last == null ? null : last.identity(), LONGEST_PAGE), out);
    return Response.ok(rows)
        .type(CSV + ";charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"orphans.csv\"")
        .build();
  }
}
