package dev.steward.console.overview;

import dev.steward.certification.Punctuality;
import dev.steward.certification.Punctuality.State;
import dev.steward.console.Labels;
import dev.steward.console.Terms;
import dev.steward.console.chart.Bars;
import dev.steward.console.chart.Columns;
import dev.steward.console.chart.Course;
import dev.steward.console.chart.Part;
import dev.steward.console.chart.Row;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Standing;
import dev.steward.ownership.OrphanDays;
import dev.steward.ownership.OrphanReason;
import dev.steward.registry.Endings;
import dev.steward.registry.Endings.Cause;
import dev.steward.registry.Population;
import dev.steward.tally.Weeks;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Makes charts of counts, each number with the address of the list that it counts. */
final class Figures {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final Terms TERMS = new Terms();

  /** What nobody answers for now. */
  static final String OWNERLESS =
      "/console/orphans?reason=owner-never-accepted&reason=owner-disabled"
          + "&reason=owner-left&reason=owner-missing";

  private Figures() {}

  static Bars standings(List<Population.Part> population) {
    return new Bars(
        "Identities by standing",
        Arrays.stream(Standing.values())
            .map(
                standing -> {
                  String href = "/console/identities?standing=" + Labels.word(standing);
                  long found = sum(population, part -> part.standing() == standing);
                  return new Row(
                      TERMS.first(standing),
                      href,
                      List.of(new Part("Identities", Labels.word(standing), found, href)));
                })
            .toList());
  }

  static Bars tiers(List<Population.Part> population) {
    List<Row> rows = new ArrayList<>();
    for (RiskTier tier : RiskTier.values()) {
      rows.addFirst(
          row(
              TERMS.first(tier),
              "/console/identities?tier=" + Labels.word(tier),
              population.stream().filter(part -> part.tier() == tier).toList()));
    }
    return new Bars("Identities by risk tier and standing", rows);
  }

  static Bars kinds(List<Population.Part> population) {
    return new Bars(
        "Identities by kind and standing",
        Arrays.stream(Kind.values())
            .map(
                kind ->
                    row(
                        TERMS.first(kind),
                        "/console/identities?kind=" + Labels.word(kind),
                        population.stream().filter(part -> part.kind() == kind).toList()))
            .toList());
  }

  /** A row of those who are not revoked, by standing. */
  private static Row row(String label, String href, List<Population.Part> population) {
    return new Row(
        label,
        href,
        Arrays.stream(Standing.values())
            .filter(standing -> standing != Standing.REVOKED)
            .map(
                standing ->
                    new Part(
                        TERMS.first(standing),
                        Labels.word(standing),
                        sum(population, part -> part.standing() == standing),
                        href + "&standing=" + Labels.word(standing)))
            .toList());
  }

  static long sum(List<Population.Part> population, Predicate<Population.Part> which) {
    return population.stream().filter(which).mapToLong(Population.Part::found).sum();
  }

  static Course orphans(List<OrphanDays.Day> days, LocalDate today) {
    return new Course(
        "Orphans at the end of each day", days.stream().map(day -> day(day, today)).toList());
  }

  private static Row day(OrphanDays.Day day, LocalDate today) {
    // a day's end is the next one's beginning
    String then = day.day().isBefore(today) ? "at=" + day.day().plusDays(1) : "";
    return new Row(
        DAY.format(day.day()),
        "/console/orphans?" + then,
        List.of(
            new Part("Nobody answers for it", "lapsed", day.ownerless(), OWNERLESS + "&" + then),
            part("Dormant", "brownout", day, OrphanReason.DORMANT, then),
            part("Environment gone", "suspended", day, OrphanReason.ENVIRONMENT_GONE, then),
            new Part(
                "Not registered",
                "proposed",
                day.of(OrphanReason.SHADOW),
                then.isEmpty() ? "/console/shadows" : "/console/orphans?reason=shadow&" + then)));
  }

  private static Part part(
      String name, String tone, OrphanDays.Day day, OrphanReason reason, String then) {
    return new Part(
        name, tone, day.of(reason), "/console/orphans?reason=" + reason.word() + "&" + then);
  }

  static Columns reviews(List<Punctuality.Count> counts, LocalDate first) {
    return new Columns(
        "Reviews by the week in which they were due",
        Weeks.from(first, Punctuality.WEEKS_PAST + Punctuality.WEEKS_AHEAD).stream()
            .map(
                week ->
                    new Row(
                        DAY.format(week),
                        null,
                        List.of(
                            review(counts, week, State.IN_TIME, "Decided in time", "good"),
                            review(counts, week, State.LATE, "Decided late", "grace"),
                            review(counts, week, State.OVERDUE, "Overdue", "lapsed"),
                            review(counts, week, State.OPEN, "Open", "proposed"))))
            .toList());
  }

  private static Part review(
      List<Punctuality.Count> counts, LocalDate week, State state, String name, String tone) {
    return new Part(
        name,
        tone,
        counts.stream()
            .filter(count -> count.week().equals(week) && count.state() == state)
            .mapToLong(Punctuality.Count::found)
            .sum(),
        "/console/overview/reviews?week=%s&state=%s".formatted(week, Labels.word(state)));
  }

  static Columns endings(List<Endings.Count> counts, LocalDate first) {
    return new Columns(
        "What ends in the coming weeks unless somebody acts",
        Weeks.from(first, Endings.WEEKS).stream()
            .map(
                week -> {
                  String href = "/console/overview/ends?week=" + week;
                  return new Row(
                      DAY.format(week),
                      href,
                      List.of(
                          ending(counts, week, Cause.REVIEW, "Nobody reviews it", "grace", href),
                          ending(counts, week, Cause.VALIDITY, "Its own end", "suspended", href),
                          ending(counts, week, Cause.OWNER, "Nobody owns it", "lapsed", href)));
                })
            .toList());
  }

  private static Part ending(
      List<Endings.Count> counts,
      LocalDate week,
      Cause cause,
      String name,
      String tone,
      String href) {
    return new Part(
        name,
        tone,
        counts.stream()
            .filter(count -> count.week().equals(week) && count.cause() == cause)
            .mapToLong(Endings.Count::found)
            .sum(),
        href + "&cause=" + Labels.word(cause));
  }
}
