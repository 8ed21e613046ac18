package dev.steward.intake;

import dev.steward.caller.Caller;
import dev.steward.identity.Actor;
import dev.steward.intake.Imported.Outcome;
import dev.steward.intake.SheetImports.Taken;
import dev.steward.problem.Queries;
import dev.steward.scim.BulkList;
import dev.steward.scim.Listed;
import dev.steward.table.CsvAnswer;
import dev.steward.table.CsvTable;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where lists of identities that were kept elsewhere are taken in. */
@Path("/imports")
@Tag(name = "Adoption")
public class ImportResource {

  private static final String[] COLUMNS = {
    "row", "name", "outcome", "adoption", "identity", "warnings", "reason", "detail"
  };

  private final SheetImports sheets;
  private final Imports imports;
  private final BulkList bulks;
  private final Caller caller;

  ImportResource(SheetImports sheets, Imports imports, BulkList bulks, Caller caller) {
    this.sheets = sheets;
    this.imports = imports;
    this.bulks = bulks;
    this.caller = caller;
  }

  /**
   * What came of a list.
   *
   * @param ignored the headings of columns, or the attributes, that mean nothing here
   */
  public record Report(
      boolean preview,
      int rows,
      Map<Outcome, Integer> outcomes,
      List<String> ignored,
      List<Imported> results) {}

  @POST
  @Consumes({CsvTable.MEDIA_TYPE, MediaType.TEXT_PLAIN})
  @Produces({MediaType.APPLICATION_JSON, CsvTable.MEDIA_TYPE})
  @PermissionsAllowed("scim:write")
  @Operation(
      summary = "Take in a list of clients and identities with their owners",
      description =
          "CSV with headings, at most 5,000 rows and a megabyte. preview=true tells what would be"
              + " done and does nothing. The report comes as JSON, or as CSV (Accept: text/csv or"
              + " format=csv).")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Report.class)),
        @Content(mediaType = CsvTable.MEDIA_TYPE)
      })
  public Response take(
      byte @Nullable [] list,
      @QueryParam("preview") @Nullable String preview,
      @QueryParam("format") @Nullable String format,
      @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
    byte[] bytes = list == null ? new byte[0] : list;
    boolean only = Queries.flag("preview", preview);
    Taken taken = only ? sheets.preview(bytes) : sheets.take(bytes, actor());
    return CsvAnswer.isWanted(format, accept)
        ? table(taken.rows())
        : report(only, taken.ignored(), taken.rows());
  }

  @POST
  @Consumes({"application/scim+json", MediaType.APPLICATION_JSON})
  @Produces({MediaType.APPLICATION_JSON, CsvTable.MEDIA_TYPE})
  @PermissionsAllowed("scim:write")
  @Operation(
      summary = "Take in a SCIM Bulk of identities with their owners as a list",
      description =
          "The body is that of /scim/v2/Bulk, with a POST to /Agents or /ServiceAccounts for each"
              + " identity. Nothing is governed by it before somebody accepts: a client that acts"
              + " is put before its owners, what has none becomes a proposal.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Report.class)),
        @Content(mediaType = CsvTable.MEDIA_TYPE)
      })
  public Response takeBulk(
      byte @Nullable [] bulk,
      @QueryParam("preview") @Nullable String preview,
      @QueryParam("format") @Nullable String format,
      @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
    byte[] bytes = bulk == null ? new byte[0] : bulk;
    boolean table = CsvAnswer.isWanted(format, accept);
    List<Listed> listed = bulks.read(bytes);
    List<Row> rows = BulkReader.rows(listed);
    boolean only = Queries.flag("preview", preview);
    List<Imported> results = only ? imports.preview(rows) : imports.run(rows, actor(), bytes);
    return table ? table(results) : report(only, BulkReader.ignored(listed), results);
  }

  private Actor actor() {
    return caller.actor().inBulk(UUID.randomUUID().toString());
  }

  private static Response report(boolean only, List<String> ignored, List<Imported> results) {
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    results.forEach(one -> outcomes.merge(one.outcome(), 1, Integer::sum));
    return Response.ok(new Report(only, results.size(), outcomes, ignored, results))
        .type(MediaType.APPLICATION_JSON)
        .build();
  }

  private static Response table(List<Imported> results) {
    return CsvAnswer.of(
        "import.csv", COLUMNS, table -> results.forEach(one -> table.row(cells(one))));
  }

  private static @Nullable Object[] cells(Imported one) {
    return new @Nullable Object[] {
      one.row(),
      one.name(),
      one.outcome().word(),
      one.adoption(),
      one.identity(),
      String.join("; ", one.warnings()),
      one.reason(),
      one.detail()
    };
  }
}
