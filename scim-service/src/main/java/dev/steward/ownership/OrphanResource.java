package dev.steward.ownership;

import dev.steward.ownership.Orphan.Place;
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

  private static final String CSV = "text/csv";
  private static final int PAGE = 100;
  private static final int LONGEST_PAGE = 1_000;

  private final OrphanReport present;
  private final PastOrphans past;
  private final Clock clock;

  OrphanResource(OrphanReport present, PastOrphans past, Clock clock) {
    this.present = present;
    this.past = past;
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
  @Produces({MediaType.APPLICATION_JSON, CSV})
  @PermissionsAllowed("reports:read")
  @Operation(
      summary = "What nobody answers for, or nobody uses any more",
      description =
          "reason is owner-never-accepted, owner-disabled, owner-left, owner-missing,"
              + " owner-over-limit, dormant, environment-gone or shadow; reasons are all that hold,"
              + " each with its deadline by tier. at is a day (its beginning, UTC) or an instant;"
              + " the past is read from the ledger. reason, tier, kind, environment and owner"
              + " narrow the report. JSON comes in pages, CSV (Accept: text/csv or format=csv) as"
              + " a whole.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Page.class)),
        @Content(mediaType = CSV)
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
    OrphanFilter filter = OrphanFilter.read(reason, tier, kind, environment, owner);
    Instant now = clock.instant();
    Instant then = Queries.instant("at", at, now);
    if (then.isAfter(now)) {
      throw new BadRequestException("query parameter at is now or earlier");
    }
    int size = (int) Queries.number("limit", limit, PAGE, 1, LONGEST_PAGE);
    Place place = place(after);
    boolean isPast = at != null && then.isBefore(now);
    if (isTable(format, accept)) {
      return isPast ? table(pages(filter, then)) : table(pages(filter));
    }
    return isPast ? page(filter, then, place, size) : page(filter, now, size, place);
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

  private static Place place(@Nullable String after) {
    return after != null && after.startsWith(Place.SHADOW)
        ? new Place(null, after.substring(Place.SHADOW.length()))
        : new Place(Queries.uuid("after", after), null);
  }

  private Response page(OrphanFilter filter, Instant now, int size, Place after) {
    List<Orphan> found = present.page(filter, after, size + 1);
    List<Orphan> shown = found.stream().limit(size).toList();
    boolean more = found.size() > size;
    return json(new Page(now, Set.of(), shown, more ? shown.getLast().key() : null));
  }

  private Response page(OrphanFilter filter, Instant then, Place after, int size) {
    PastOrphans.Stretch stretch = past.page(filter, then, after.identity(), size);
    return json(
        new Page(
            then,
            PastOrphans.UNTOLD,
            stretch.orphans(),
            stretch.next() == null ? null : stretch.next().toString()));
  }

  private static Response json(Page page) {
    return Response.ok(page).type(MediaType.APPLICATION_JSON).build();
  }

  private OrphanTable.Pages pages(OrphanFilter filter) {
    return new OrphanTable.Pages() {
      private Place after = Place.START;
      private boolean more = true;

      @Override
      public @Nullable List<Orphan> next() {
        if (!more) {
          return null;
        }
        List<Orphan> page = present.page(filter, after, LONGEST_PAGE);
        more = page.size() == LONGEST_PAGE;
        after = more ? place(page.getLast().key()) : after;
        return page;
      }
    };
  }

  private OrphanTable.Pages pages(OrphanFilter filter, Instant then) {
    return new OrphanTable.Pages() {
      private Place after = Place.START;
      private boolean more = true;

      @Override
      public @Nullable List<Orphan> next() {
        if (!more) {
          return null;
        }
        PastOrphans.Stretch stretch = past.page(filter, then, after.identity(), LONGEST_PAGE);
        more = stretch.next() != null;
        after = new Place(stretch.next(), null);
        return stretch.orphans();
      }
    };
  }

  private static Response table(OrphanTable.Pages pages) {
    StreamingOutput rows = out -> OrphanTable.write(pages, out);
    return Response.ok(rows)
        .type(CSV + ";charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"orphans.csv\"")
        .build();
  }
}
