package dev.steward.console.orphan;

import dev.steward.adoption.Adoptions;
import dev.steward.adoption.ShadowReport;
import dev.steward.adoption.ShadowReport.Filter;
import dev.steward.adoption.ShadowReport.Part;
import dev.steward.console.Deed;
import dev.steward.console.Given;
import dev.steward.console.Viewer;
import dev.steward.console.errand.Tickets;
import dev.steward.delivery.Shadows.Place;
import dev.steward.table.CsvAnswer;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clients that nobody registered. */
@Path(ShadowListResource.PATH)
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class ShadowListResource {

  static final String PATH = "/console/shadows";

  private static final int PAGE = 50;

  private final Viewer viewer;
  private final ShadowReport report;
  private final Tickets tickets;

  ShadowListResource(Viewer viewer, ShadowReport report, Tickets tickets) {
    this.viewer = viewer;
    this.report = report;
    this.tickets = tickets;
  }

  @GET
  public ShadowList show(
      @QueryParam("name") @Nullable String name,
      @QueryParam("flag") @Nullable List<String> flag,
      @QueryParam("unasked") @Nullable String unasked,
      @QueryParam("after") @Nullable String after,
      @QueryParam(Tickets.AGAIN) @Nullable String again) {
    viewer.require(Deed.SEE_EVERYTHING);
    Filter filter = ShadowFilters.read(name, flag, Given.text(unasked) != null);
    Place place = place(Given.text(after));
    Part found = report.part(filter, place, PAGE);
    String first = PATH + "?" + query(filter);
    return new ShadowList(
        report.adoptable(ShadowList.MANY),
        report.asked(),
        filter,
        ShadowFilters.LOOKED_FOR,
        found.lines(),
        found.lines().stream().filter(line -> !line.ourOwn()).count(),
        viewer.may(Deed.ADOPT),
        Adoptions.MOST_AT_ONCE,
        tickets.again(again),
        place == null ? null : first,
        found.next() == null
            ? null
            : "%s&after=%d_%s".formatted(first, found.next().power(), found.next().client()));
  }

  /** Such as {@code 3002_uuid}. */
  private static @Nullable Place place(@Nullable String after) {
    if (after == null) {
      return null;
    }
    int cut = after.indexOf('_');
    try {
      return new Place(
          Integer.parseInt(after.substring(0, Math.max(0, cut))), after.substring(cut + 1));
    } catch (NumberFormatException e) {
      throw new BadRequestException(Given.A_PLACE, e);
    }
  }

  private static String query(Filter filter) {
    List<String> parts = new ArrayList<>();
    Given.add(parts, "name", filter.name());
    filter.flags().forEach(flag -> Given.add(parts, "flag", flag.word()));
    Given.add(parts, "unasked", filter.unasked() ? "yes" : null);
    return String.join("&", parts);
  }

  @GET
  @Path("/table.csv")
  @Produces(MediaType.WILDCARD)
  public Response table() {
    viewer.require(Deed.SEE_EVERYTHING);
    return CsvAnswer.of("shadows.csv", ShadowReport.COLUMNS, report::write);
  }
}
