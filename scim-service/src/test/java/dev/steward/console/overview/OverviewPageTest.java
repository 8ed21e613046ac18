package dev.steward.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.identity.Identity;
import dev.steward.identity.Standing;
import dev.steward.identity.Validity;
import dev.steward.jobs.Job;
import dev.steward.ownership.OrphanDays;
import dev.steward.ownership.OrphanReason;
import dev.steward.registry.IdentityRegistry;
import dev.steward.registry.Population;
import dev.steward.tally.Weeks;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.Sample;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The overview in a browser. */
@QuarkusTest
class OverviewPageTest {

  private static final Set<String> COUNTING =
      Set.of("population", "endings", "orphans", "review-weeks");

  @Inject IdentityRegistry registry;
  @Inject Population population;
  @Inject @All List<Job> jobs;
  @Inject Clock clock;

  private final Browser auditor = Browser.of(Sample.person(), "steward-auditor");

  @Test
  void isWhereTheDayOfAnAuditorBegins() {
    assertThat(auditor.open("/").address().getPath()).isEqualTo("/console/overview");
  }

  @Test
  void showsAsManyAsThereAreOfEachStanding() {
    registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER);
    count();

    Page page = auditor.open("/console/overview");

    Element table = table(page, "Identities by standing");
    for (Standing standing : Standing.values()) {
      long there =
          population.parts().stream()
              .filter(part -> part.standing() == standing)
              .mapToLong(Population.Part::found)
              .sum();
      assertThat(shown(table, standing)).isEqualTo(there);
    }
  }

  @Test
  void tellsThoseWhoLookAfterARealmWhatToDoNext() {
    registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER);
    count();

    Page page = Browser.of(Sample.person(), "steward-admin").open("/console/overview");

    assertThat(page.texts(".st-steps li"))
        .anyMatch(step -> step.contains("nobody who answers for"))
        .allMatch(step -> step.matches("[A-Z0-9].*\\. [A-Z].*"));
    assertThat(page.html().select(".st-steps a[href='" + Figures.OWNERLESS + "']")).hasSize(1);
    assertThat(auditor.open("/console/overview").html().select(".st-steps")).isEmpty();
  }

  @Test
  void drawsBarsThatLeadToTheirListsBesideTheNumbers() {
    registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER);
    count();

    Page page = auditor.open("/console/overview");

    assertThat(page.html().select("figure svg a[href='/console/identities?standing=good'] rect"))
        .hasSize(1);
    assertThat(
            page.html()
                .select("figure table a[href='/console/identities?tier=medium&standing=good']"))
        .hasSize(1);
    assertThat(page.html().select("figure")).hasSize(6);
    assertThat(page.html().select("[style]")).isEmpty();
  }

  @Test
  void hidesItsDrawingsFromThoseWhoHearThePage() {
    count();

    Page page = auditor.open("/console/overview");

    assertThat(page.html().select("figure > svg:not([aria-hidden=true])")).isEmpty();
    assertThat(page.html().select("svg a:not([tabindex=-1])")).isEmpty();
    assertThat(page.html().select("figure:not(:has(table)):has(svg)")).isEmpty();
  }

  @Test
  void leadsToWhatEndsInAWeek() {
    Instant end = clock.instant().plus(Duration.ofDays(41));
    Identity ending = endingAt(end);
    count();
    String list = "/console/overview/ends?week=" + Weeks.of(end);

    assertThat(auditor.open("/console/overview").html().select("a[href='" + list + "']"))
        .isNotEmpty();
    assertThat(
            auditor.open(list).html().select("a[href='/console/identities/" + ending.id() + "']"))
        .hasSize(1);
  }

  @Test
  void leadsFromEachBarOfAWeekToWhatEndsForItsCause() {
    Instant end = clock.instant().plus(Duration.ofDays(48));
    Identity ending = endingAt(end);
    count();
    String list = "/console/overview/ends?week=" + Weeks.of(end) + "&cause=";
    String link = "a[href='/console/identities/" + ending.id() + "']";

    assertThat(
            auditor.open("/console/overview").html().select("svg a[href='" + list + "validity']"))
        .hasSize(1);
    assertThat(auditor.open(list + "validity").html().select(link)).hasSize(1);
    assertThat(auditor.open(list + "validity").heading()).endsWith("because its own end comes");
    assertThat(auditor.open(list + "owner").html().select(link)).isEmpty();
  }

  @Test
  void leadsFromWhatNobodyAnswersForToNothingElse() {
    registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER);
    count();

    Page page = auditor.open("/console/overview");

    Element tile = page.html().select(".st-tile:contains(Nobody answers for)").first();
    assertThat(Objects.requireNonNull(tile).attr("href")).isEqualTo(Figures.OWNERLESS);
    assertThat(auditor.open(Figures.OWNERLESS).status()).isEqualTo(200);
  }

  @Test
  void tellsAuditorsTooHowManyClientsNobodyRegistered() {
    registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER);
    count();

    Page page = auditor.open("/console/overview");

    Elements tile = page.html().select(".st-tile:contains(Clients nobody registered)");
    assertThat(tile.attr("href")).isEqualTo("/console/shadows");
    assertThat(tile.select(".st-tile-number").text())
        .isEqualTo(
            table(page, "Orphans at the end of each day")
                .select("tbody tr:last-child td:last-child")
                .text());
  }

  @Test
  void leadsFromADayThatIsOverToWhatWasNotRegisteredThen() {
    LocalDate today = LocalDate.of(2026, 5, 2);
    OrphanDays.Day over =
        new OrphanDays.Day(today.minusDays(1), 0, Map.of(OrphanReason.SHADOW, 4L));

    assertThat(Figures.orphans(List.of(over), today).rows().getFirst().parts().getLast().href())
        .isEqualTo("/console/orphans?reason=shadow&at=2026-05-02");
  }

  @Test
  void saysWhenNothingEndsInAWeek() {
    Page page = auditor.open("/console/overview/ends?week=2099-01-05");

    assertThat(page.texts("h2")).contains("Nothing ends in this week");
  }

  @Test
  void showsTheRealmsAndWhatWaitsForThem() {
    registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER);

    Page page = auditor.open("/console/overview");

    assertThat(page.texts("table:has(caption:contains(Realms)) tbody tr"))
        .anySatisfy(row -> assertThat(row).contains("acme").contains("the oldest for"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/overview",
        "/console/overview/ends",
        "/console/overview/reviews?state=overdue"
      })
  void isNotForOwners(String path) {
    Page page = Browser.of(Sample.person()).open(path);

    assertThat(page.status()).isEqualTo(403);
    assertThat(page.html().select("nav a[href='/console/overview']")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"steward-auditor", "steward-security", "steward-admin"})
  void isForThoseWhoSeeEverything(String role) {
    Page page = Browser.of(Sample.person(), role).open("/console/overview");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.html().select("nav a[href='/console/overview']")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/overview/ends?week=never",
        "/console/overview/ends?after=x",
        "/console/overview/reviews?state=lost",
        "/console/overview/reviews?state=open"
      })
  void refusesAddressesThatNobodyMade(String path) {
    assertThat(auditor.open(path).status()).isEqualTo(400);
  }

  private void count() {
    jobs.stream().filter(job -> COUNTING.contains(job.name())).forEach(Job::run);
  }

  private static Element table(Page page, String caption) {
    Element table = page.html().select("table:has(caption:containsOwn(" + caption + "))").first();
    assertThat(table).as(caption).isNotNull();
    return Objects.requireNonNull(table);
  }

  private static long shown(Element table, Standing standing) {
    String label =
        standing.name().charAt(0) + standing.name().substring(1).toLowerCase(Locale.ROOT);
    return table.select("tbody tr").stream()
        .filter(row -> row.select("th").text().equals(label))
        .mapToLong(row -> Long.parseLong(row.select("td").text().replace(",", "")))
        .findFirst()
        .orElseThrow();
  }

  private Identity endingAt(Instant end) {
    return registry
        .register(
            Sample.within(
                Validity.between(null, end, clock.instant()), Sample.agent(Sample.person())),
            Sample.PROVISIONER)
        .identity();
  }
}
