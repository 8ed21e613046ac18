package dev.steward.console.ledger;

import dev.steward.console.Deed;
import dev.steward.console.Viewer;
import dev.steward.evidence.LedgerBrowser;
import dev.steward.evidence.LedgerBrowser.Filter;
import dev.steward.evidence.LedgerBrowser.Placed;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity.Id;
import dev.steward.people.People;
import dev.steward.registry.Identities;
import dev.steward.table.CsvAnswer;
import dev.steward.table.CsvTable;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The entries that a filter of the ledger finds, as a table: the newest first, and not all. */
@Path("/console/ledger/table.csv")
@Authenticated
public class LedgerTableResource {

  /** Whoever wants more asks for one day after the other. */
  private static final int MOST = 10_000;

  private static final int STRETCH = 500;

  private static final String[] COLUMNS = {
    "place", "at", "event", "by", "subject", "client", "identity", "name", "version", "bulk", "text"
  };

  private final Viewer viewer;
  private final LedgerBrowser browser;
  private final LedgerFilters filters;
  private final People people;
  private final Identities identities;

  LedgerTableResource(
      Viewer viewer,
      LedgerBrowser browser,
      LedgerFilters filters,
      People people,
      Identities identities) {
    this.viewer = viewer;
    this.browser = browser;
    this.filters = filters;
    this.people = people;
    this.identities = identities;
  }

  @GET
  @Produces(MediaType.WILDCARD)
  public Response table(@BeanParam Wanted wanted) {
    viewer.require(Deed.SEE_EVERYTHING);
    Filter filter = filters.read(wanted);
    return CsvAnswer.of("ledger.csv", COLUMNS, table -> write(filter, table));
  }

  private void write(Filter filter, CsvTable table) {
    long before = Long.MAX_VALUE;
    List<Placed> some;
    int left = MOST;
    do {
      some = browser.page(filter, before, Math.min(STRETCH, left));
      write(some, table);
      left -= some.size();
      before = some.isEmpty() ? before : some.getLast().position();
    } while (some.size() == STRETCH && left > 0);
  }

  private void write(List<Placed> some, CsvTable table) {
    Map<String, String> authors =
        Authors.of(some.stream().map(placed -> placed.entry().actor()).toList(), people);
    Map<UUID, String> labels =
        identities.labels(
            some.stream().map(LedgerTableResource::identity).filter(Objects::nonNull).toList());
    for (Placed placed : some) {
      Actor actor = placed.entry().actor();
      UUID identity = identity(placed);
      table.row(
          placed.position(),
          placed.entry().at(),
          placed.entry().event(),
          authors.get(actor.subject()),
          actor.subject(),
          actor.client(),
          identity,
          identity == null ? null : labels.get(identity),
          identity == null ? null : placed.entry().version(),
          actor.bulk(),
          placed.text());
    }
  }

  private static @Nullable UUID identity(Placed placed) {
    Id id = placed.entry().identity();
    return id == null ? null : id.value();
  }
}
