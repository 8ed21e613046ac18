package dev.steward.usage;

import dev.steward.problem.Queries;
import dev.steward.usage.Uses.Observed;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What enforcement would have stopped, as the gate counts it where it only observes. */
@Path("/reports/would-have-denied")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class ObservedResource {

  private static final int DAYS = 30;

  private final Uses uses;
  private final Usage usage;
  private final Clock clock;

  ObservedResource(Uses uses, Usage usage, Clock clock) {
    this.uses = uses;
    this.usage = usage;
    this.clock = clock;
  }

  /**
   * A page of clients; {@code next} is the {@code after} of the following one.
   *
   * @param countedSince since when uses are counted; null while the gate tells none
   */
  public record Page(
      LocalDate from,
      LocalDate to,
      @Nullable Instant countedSince,
      List<Observed> clients,
      @Nullable String next) {}

  @GET
  @PermissionsAllowed("reports:read")
  @Operation(
      summary = "What enforcement would have stopped, per client with reasons",
      description = "From one day to another (UTC), by default the last thirty.")
  public Page observed(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    int size = Queries.pageSize(limit);
    LocalDate last = Queries.day("to", to, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    LocalDate first = Queries.day("from", from, last.minusDays(DAYS - 1L));
    if (first.isAfter(last)) {
      throw new BadRequestException("query parameter from is not after to");
    }
    List<Observed> found = uses.observed(first, last, after, size + 1);
    boolean more = found.size() > size;
    List<Observed> shown = found.stream().limit(size).toList();
    return new Page(
        first,
        last,
        usage.countedSince().orElse(null),
        shown,
        more ? shown.getLast().client() : null);
  }
}
