package dev.steward.console.overview;

import dev.steward.certification.Punctuality;
import dev.steward.certification.Punctuality.Due;
import dev.steward.certification.Punctuality.State;
import dev.steward.console.Deed;
import dev.steward.console.Given;
import dev.steward.console.Labels;
import dev.steward.console.Viewer;
import dev.steward.console.chart.Numbers;
import dev.steward.console.overview.NextSteps.Counts;
import dev.steward.console.overview.Overview.Tile;
import dev.steward.delivery.GovernedRealms;
import dev.steward.delivery.GovernedRealms.Realm;
import dev.steward.identity.Standing;
import dev.steward.ownership.OrphanDays;
import dev.steward.ownership.OrphanReason;
import dev.steward.problem.Queries;
import dev.steward.registry.Endings;
import dev.steward.registry.Endings.Cause;
import dev.steward.registry.Endings.Ending;
import dev.steward.registry.Population;
import dev.steward.tally.Weeks;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The overview, and the lists behind its charts. */
@Path("/console/overview")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class OverviewResource {

  private static final int PAGE = 50;
  private static final int DAYS = 90;

  private final Viewer viewer;
  private final Population population;
  private final OrphanDays orphans;
  private final Punctuality reviews;
  private final Endings endings;
  private final GovernedRealms realms;
  private final NextSteps steps;
  private final Clock clock;

  OverviewResource(
      Viewer viewer,
      Population population,
      OrphanDays orphans,
      Punctuality reviews,
      Endings endings,
      GovernedRealms realms,
      NextSteps steps,
      Clock clock) {
    this.viewer = viewer;
    this.population = population;
    this.orphans = orphans;
    this.reviews = reviews;
    this.endings = endings;
    this.realms = realms;
    this.steps = steps;
    this.clock = clock;
  }

  @GET
  public Overview show() {
    viewer.require(Deed.SEE_EVERYTHING);
    LocalDate today = today();
    List<Population.Part> parts = population.parts();
    List<OrphanDays.Day> days = orphans.since(today.minusDays(DAYS));
    List<Punctuality.Count> due = reviews.counts();
    List<Realm> all = realms.all();
    Counts counts = counts(parts, days, due);
    return new Overview(
        population.countedAt().orElse(null),
        tiles(parts, counts, all),
        viewer.may(Deed.PROPOSE_OWNERS) ? steps.of(viewer, counts, all) : null,
        Figures.standings(parts),
        Figures.tiers(parts),
        Figures.kinds(parts),
        Figures.orphans(days, today),
        Figures.reviews(due, reviews.firstWeek()),
        Figures.endings(endings.counts(), Weeks.of(today)),
        all);
  }

  private static Counts counts(
      List<Population.Part> parts, List<OrphanDays.Day> days, List<Punctuality.Count> due) {
    return new Counts(
        Figures.sum(parts, part -> part.standing() != Standing.REVOKED),
        Figures.sum(parts, part -> part.standing() == Standing.PROPOSED),
        days.isEmpty() ? 0 : days.getLast().ownerless(),
        days.isEmpty() ? 0 : days.getLast().of(OrphanReason.SHADOW),
        due.stream()
            .filter(count -> count.state() == State.OVERDUE)
            .mapToLong(Punctuality.Count::found)
            .sum());
  }

  private static List<Tile> tiles(List<Population.Part> parts, Counts counts, List<Realm> realms) {
    long acting = Figures.sum(parts, part -> part.standing().mayAct());
    long undelivered = realms.stream().mapToLong(Realm::undelivered).sum();
    return List.of(
        new Tile("Identities", Numbers.whole(counts.here()), "/console/identities", false),
        new Tile(
            "Permitted to act",
            Numbers.whole(acting),
            "/console/identities?standing=good&standing=grace&standing=brownout",
            false),
        new Tile(
            "Nobody answers for",
            Numbers.whole(counts.ownerless()),
            Figures.OWNERLESS,
            counts.ownerless() > 0),
        new Tile(
            "Clients nobody registered",
            Numbers.whole(counts.unregistered()),
            "/console/shadows",
            counts.unregistered() > 0),
        new Tile(
            "Reviews overdue",
            Numbers.whole(counts.overdue()),
            "/console/overview/reviews?state=overdue",
            counts.overdue() > 0),
        new Tile(
            "Permits not delivered",
            Numbers.whole(undelivered),
            "/console/realms",
            undelivered > 0));
  }

  @GET
  @Path("/ends")
  public EndingList ends(
      @QueryParam("week") @Nullable String week,
      @QueryParam("cause") @Nullable String cause,
      @QueryParam("after") @Nullable String after) {
    viewer.require(Deed.SEE_EVERYTHING);
    LocalDate monday = Weeks.of(day(week));
    Cause wanted = cause == null ? null : cause(cause);
    List<Ending> found =
        endings.in(
            monday,
            wanted,
            place(after, (at, id) -> new Endings.Place(Queries.storedInstant(at), id)),
            PAGE + 1);
    List<Ending> shown = found.stream().limit(PAGE).toList();
    String first =
        "/console/overview/ends?week=%s%s"
            .formatted(monday, wanted == null ? "" : "&cause=" + Labels.word(wanted));
    return new EndingList(
        monday,
        EndingList.because(wanted),
        shown,
        after == null ? null : first,
        found.size() > PAGE
            ? "%s&after=%s,%s".formatted(first, shown.getLast().at(), shown.getLast().id())
            : null);
  }

  @GET
  @Path("/reviews")
  public ReviewList reviews(
      @QueryParam("week") @Nullable String week,
      @QueryParam("state") @Nullable String state,
      @QueryParam("after") @Nullable String after) {
    viewer.require(Deed.SEE_EVERYTHING);
    State wanted = state(state);
    LocalDate monday = week == null ? null : Weeks.of(day(week));
    if (monday == null && wanted != State.OVERDUE) {
      throw new BadRequestException("say which week; its bar in the overview leads to it");
    }
    List<Due> found =
        reviews.due(
            monday == null ? LocalDate.EPOCH : monday,
            monday == null ? today() : monday.plusWeeks(1),
            wanted,
            place(after, (day, id) -> new Punctuality.Place(Queries.storedDay(day), id)),
            PAGE + 1);
    List<Due> shown = found.stream().limit(PAGE).toList();
    String first =
        "/console/overview/reviews?%sstate=%s"
            .formatted(monday == null ? "" : "week=" + monday + "&", Labels.word(wanted));
    return new ReviewList(
        ReviewList.heading(wanted),
        monday,
        shown,
        after == null ? null : first,
        found.size() > PAGE
            ? "%s&after=%s,%s".formatted(first, shown.getLast().due(), shown.getLast().id())
            : null);
  }

  private static Cause cause(String word) {
    return Arrays.stream(Cause.values())
        .filter(cause -> Labels.word(cause).equals(word))
        .findFirst()
        .orElseThrow(() -> new BadRequestException("cause is review, validity or owner"));
  }

  private static State state(@Nullable String word) {
    return Arrays.stream(State.values())
        .filter(state -> Labels.word(state).equals(word))
        .findFirst()
        .orElseThrow(() -> new BadRequestException("state is in-time, late, open or overdue"));
  }

  /** A place as addresses write it: what the list is in the order of, a comma, and the id. */
  private static <T> @Nullable T place(@Nullable String text, BiFunction<String, UUID, T> reading) {
    if (text == null) {
      return null;
    }
    int comma = text.indexOf(',');
    try {
      return reading.apply(
          text.substring(0, Math.max(0, comma)),
          Given.read(
              Given.A_PLACE,
              () -> Objects.requireNonNull(Queries.uuid("after", text.substring(comma + 1)))));
    } catch (DateTimeException e) {
      throw new BadRequestException(Given.A_PLACE, e);
    }
  }

  private LocalDate day(@Nullable String week) {
    return Given.read(Given.A_DAY, () -> Queries.day("week", week, today()));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
