package dev.steward.console.orphan;

import dev.steward.address.AddressPart;
import dev.steward.console.Deed;
import dev.steward.console.Given;
import dev.steward.console.Viewer;
import dev.steward.console.errand.Again;
import dev.steward.console.errand.Tickets;
import dev.steward.ownership.OrphanAnswers;
import dev.steward.ownership.OrphanFilter;
import dev.steward.ownership.OrphanReason;
import dev.steward.ownership.OrphanReports;
import dev.steward.ownership.OrphanReports.Part;
import dev.steward.ownership.OrphanReports.Report;
import dev.steward.people.Namesakes;
import dev.steward.problem.Queries;
import dev.steward.table.CsvAnswer;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The list of what nobody answers for, now or on an earlier day. */
@Path("/console/orphans")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class OrphanListResource {

  private static final int PAGE = 100;

  private final Viewer viewer;
  private final OrphanReports reports;
  private final OrphanAnswers answers;
  private final Namesakes namesakes;
  private final Tickets tickets;
  private final Clock clock;

  OrphanListResource(
      Viewer viewer,
      OrphanReports reports,
      OrphanAnswers answers,
      Namesakes namesakes,
      Tickets tickets,
      Clock clock) {
    this.viewer = viewer;
    this.reports = reports;
    this.answers = answers;
    this.namesakes = namesakes;
    this.tickets = tickets;
    this.clock = clock;
  }

  @GET
  public OrphanList show(
      @BeanParam Asked asked, @QueryParam(Tickets.AGAIN) @Nullable String again) {
    viewer.require(Deed.SEE_EVERYTHING);
    Instant then = then(asked);
    String after = Given.text(asked.after());
    if (then == null) {
      OrphanFilter filter = filter(asked);
      Part part = read(() -> reports.urgentFirst(filter, after, PAGE));
      return list(asked, null, Set.of(), part, tickets.again(again));
    }
    Report report = reports.at(filter(asked), then);
    Part part = read(() -> report.part(after, PAGE));
    return list(asked, then, report.untold(), part, Again.NONE);
  }

  private static Part read(Supplier<Part> page) {
    return Given.read(Given.A_PLACE, page);
  }

  @GET
  @Path("/table.csv")
  @Produces(MediaType.WILDCARD)
  public Response table(@BeanParam Asked asked) {
    viewer.require(Deed.SEE_EVERYTHING);
    Report report = reports.at(filter(asked), then(asked));
    return CsvAnswer.of("orphans.csv", OrphanReports.COLUMNS, report::write);
  }

  private OrphanList list(
      Asked asked, @Nullable Instant then, Set<OrphanReason> untold, Part part, Again again) {
    List<Answer> given =
        Arrays.stream(Answer.values()).filter(answer -> viewer.may(answer.deed())).toList();
    String first = "/console/orphans?" + asked.query();
    boolean begins = Given.text(asked.after()) == null;
    String next = part.next();
    boolean all = begins && next == null;
    ReadingOrder wanted = asked.inOrder();
    ReadingOrder order = all ? wanted : ReadingOrder.URGENT;
    return new OrphanList(
        asked,
        order.sorted(part.orphans()),
        all,
        order,
        then == null && reports.isBehind(),
        then,
        untold,
        !given.isEmpty() && then == null,
        given,
        answers.most(),
        again,
        begins ? null : first,
        next == null ? null : "%s&after=%s".formatted(first, AddressPart.of(next)));
  }

  private OrphanFilter filter(Asked asked) {
    String owner = Given.text(asked.owner());
    return asked.filter(owner == null ? null : namesakes.idOf(owner));
  }

  private @Nullable Instant then(Asked asked) {
    String at = Given.text(asked.at());
    if (at == null) {
      return null;
    }
    Instant now = clock.instant();
    Instant then = Given.read(Given.A_DAY, () -> Queries.instant("at", at, now));
    if (then.isAfter(now)) {
      throw new BadRequestException("nobody knows the orphans of a day to come");
    }
    return then;
  }
}
