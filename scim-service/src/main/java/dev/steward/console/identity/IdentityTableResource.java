package dev.steward.console.identity;

import dev.steward.console.Labels;
import dev.steward.console.identity.Listing.Answering;
import dev.steward.console.identity.Listing.Line;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Profile;
import dev.steward.query.Page;
import dev.steward.query.Window.After;
import dev.steward.registry.Browsing;
import dev.steward.registry.Browsing.Sought;
import dev.steward.registry.Recorded;
import dev.steward.table.CsvAnswer;
import dev.steward.table.CsvTable;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The identities that a list looks for, as a table: by name, and not all of very many. */
@Path(ListQuery.TABLE)
@Authenticated
public class IdentityTableResource {

  /** Whoever wants more narrows the list down. */
  private static final int MOST = 10_000;

  private static final int STRETCH = 1_000;

  private static final String[] COLUMNS = {
    "identity",
    "version",
    "userName",
    "displayName",
    "kind",
    "riskTier",
    "standing",
    "purpose",
    "environment",
    "answerForIt",
    "clientId",
    "grants",
    "scopes",
    "controls",
    "registered",
    "lastReviewed",
    "reviewDue",
    "goodUntil"
  };

  private final IdentitySearch search;
  private final Browsing browsing;
  private final Around around;

  IdentityTableResource(IdentitySearch search, Browsing browsing, Around around) {
    this.search = search;
    this.browsing = browsing;
    this.around = around;
  }

  @GET
  @Produces(MediaType.WILDCARD)
  public Response table(@Context UriInfo uri) {
    Sought sought = search.sought(ListQuery.read(uri.getQueryParameters()));
    return CsvAnswer.of("identities.csv", COLUMNS, table -> write(sought, table));
  }

  private void write(Sought sought, CsvTable table) {
    After start = new After(null);
    int left = MOST;
    boolean more = true;
    while (more && left > 0) {
      Page<Recorded> page = browsing.page(sought, start, Math.min(STRETCH, left));
      write(page.rows(), table);
      left -= page.rows().size();
      start = new After(page.last());
      more = page.more();
    }
  }

  private void write(List<Recorded> some, CsvTable table) {
    List<Line> lines = around.lines(some);
    for (int place = 0; place < lines.size(); place++) {
      write(some.get(place), lines.get(place), table);
    }
  }

  private static void write(Recorded recorded, Line line, CsvTable table) {
    Identity identity = recorded.identity();
    Profile profile = identity.profile();
    table.row(
        identity.id(),
        identity.version(),
        profile.userName(),
        profile.displayName(),
        Labels.word(profile.kind()),
        Labels.word(profile.riskTier()),
        Labels.word(line.standing().standing()),
        profile.purpose(),
        profile.environment(),
        line.answering().stream()
            .map(IdentityTableResource::named)
            .collect(Collectors.joining("; ")),
        line.clientId(),
        several(identity.allowance().grants()),
        several(identity.allowance().scopes()),
        several(identity.controls().stream().map(ControlLink::toString).toList()),
        recorded.created(),
        identity.lastReviewed(),
        identity.reviewDue(),
        identity.goodUntil());
  }

  private static String named(Answering one) {
    String answered = one.accepted() ? "" : ", has not said yes";
    return "%s (%s%s)".formatted(one.name(), one.label(), one.present() ? answered : ", away");
  }

  private static String several(Collection<String> texts) {
    return texts.stream().sorted().collect(Collectors.joining(" "));
  }
}
