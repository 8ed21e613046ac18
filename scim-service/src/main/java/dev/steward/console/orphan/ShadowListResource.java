package dev.steward.console.orphan;

import dev.steward.adoption.Adoptions;
import dev.steward.adoption.Flag;
import dev.steward.adoption.ShadowReport;
import dev.steward.adoption.ShadowReport.Filter;
import dev.steward.adoption.ShadowReport.Part;
import dev.steward.console.Deed;
import dev.steward.console.Given;
import dev.steward.console.Viewer;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The clients that nobody registered. */
@Path("/console/shadows")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class ShadowListResource {

  private static final int PAGE = 50;

  /** Who may answer for them is worked out for those shown, too late to be looked for. */
  private static final List<Flag> LOOKED_FOR =
      Arrays.stream(Flag.values()).filter(flag -> flag != Flag.NO_PROPOSAL).toList();

  private static final int LONGEST_NAME = 255;

  private final Viewer viewer;
  private final ShadowReport report;

  ShadowListResource(Viewer viewer, ShadowReport report) {
    this.viewer = viewer;
    this.report = report;
  }

  @GET
  public ShadowList show(
      @QueryParam("name") @Nullable String name,
      @QueryParam("flag") @Nullable List<String> flag,
      @QueryParam("after") @Nullable String after) {
    viewer.require(Deed.SEE_EVERYTHING);
    String part = Given.text(name);
    if (part != null && part.length() > LONGEST_NAME) {
      throw new BadRequestException("no client has a name of more than 255 characters");
    }
    Set<Flag> flags = flags(flag);
    Part found = report.part(new Filter(part, flags), place(Given.text(after)), PAGE);
    String query = query(part, flags);
    return new ShadowList(
        report.count(ShadowList.MANY),
        part,
        LOOKED_FOR,
        flags,
        found.lines(),
        viewer.may(Deed.ADOPT),
        Adoptions.MOST_AT_ONCE,
        found.next() == null
            ? null
            : "/console/shadows?%s&after=%d_%s"
                .formatted(query, found.next().power(), found.next().client()));
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

  private static Set<Flag> flags(@Nullable List<String> words) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    for (String word : words == null ? List.<String>of() : words) {
      flags.add(
          Arrays.stream(Flag.values())
              .filter(flag -> flag.word().equals(word))
              .findFirst()
              .orElseThrow(() -> new BadRequestException("there is no flag " + word)));
    }
    return flags;
  }

  private static String query(@Nullable String name, Set<Flag> flags) {
    String named = name == null ? "" : "name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return flags.stream()
        .map(flag -> "&flag=" + flag.word())
        .collect(Collectors.joining("", named, ""));
  }

  @GET
  @Path("/table.csv")
  @Produces(MediaType.WILDCARD)
  public Response table() {
    viewer.require(Deed.SEE_EVERYTHING);
    return CsvAnswer.of("shadows.csv", ShadowReport.COLUMNS, report::write);
  }
}
