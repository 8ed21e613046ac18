package dev.steward.console.review;

import static dev.steward.testing.TimeTravel.travel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.control.ControlCatalogues;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Identity.Intent;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.Opened;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where somebody is led by what they do with reviews: back to where they were, and onward. */
@QuarkusTest
class ReviewWaysTest {

  private static final String TABLE = "form.st-form";
  private static final String REVOKE = "form[action^='/console/reviews/revocations']";
  private static final String WHY = "The project that needed it is over";

  @Inject Opened opened;
  @Inject Identities identities;
  @Inject IdentityRegistry registry;
  @Inject ControlCatalogues catalogues;
  @Inject Clock clock;

  private final String owner = Sample.person();
  private final Browser browser = Browser.of(owner);
  private final Browser admin = Browser.of(Sample.person(), "steward-admin");

  @AfterEach
  void returnToThePresent() {
    travel("PT0S");
  }

  @Test
  void leadBackToTheFilterFromARevocationOfMany() {
    Identity identity = opened.of(owner);
    String filter = "whose=all&name=" + identity.profile().userName();
    Page table = admin.open("/console/reviews?" + filter);

    Page preview = send(admin, table, ticks(table), "revoke", WHY);
    Page mistyped = confirm(admin, preview, "7");
    Page done = confirm(admin, mistyped, "1");

    assertThat(preview.html().select("a[data-back]").attr("href"))
        .contains("?" + filter + "&again=");
    assertThat(mistyped.html().select("a[data-back]").attr("href"))
        .contains("?" + filter + "&again=");
    assertThat(done.message()).isEqualTo("1 revoked for good.");
    assertThat(done.address().getQuery()).isEqualTo(filter);
    assertThat(intent(identity)).isEqualTo(Intent.REVOKED);
  }

  @Test
  void leadBackToTheFilterFromALimitOfMany() {
    Identity identity = opened.of(owner);
    String filter = "whose=all&name=" + identity.profile().userName();
    Page table = admin.open("/console/reviews?" + filter);

    Page preview = send(admin, table, ticks(table), "limit", WHY);

    assertThat(preview.html().select("a[data-back]").attr("href"))
        .contains("?" + filter + "&again=");
    Page none =
        admin.post(
            "/console/reviews/limits?" + filter,
            Map.of("limit", "gone invoices:read", "reason", WHY));
    assertThat(none.address().getQuery()).startsWith(filter + "&again=");
    assertThat(none.texts("[role=alert]"))
        .singleElement()
        .asString()
        .contains("It was not limited");
    assertThat(none.html().select("#name").val()).isEqualTo(identity.profile().userName());
  }

  @Test
  void nameThoseThatWereNotApprovedUnderAnAddressOfItsOwn() {
    Identity changed = opened.of(owner);
    opened.of(owner);
    Page table = browser.open("/console/reviews");
    registry.change(
        changed.id(),
        null,
        List.of(new Change.Suspend("somebody looks into it")),
        Sample.PROVISIONER);

    Page page = send(browser, table, ticks(table), "approve", WHY);

    assertThat(page.address().getQuery()).startsWith("again=");
    assertThat(browser.open(page.address().toString()).texts("[role=alert]"))
        .singleElement()
        .asString()
        .contains("1 of 2 was decided", changed.profile().userName());
    assertThat(page.html().select("textarea[name=reason]").val()).isEqualTo(WHY);
    assertThat(page.html().select("input[name=review][checked]")).isEmpty();
  }

  @Test
  void keepWhatWasTickedOnTheWayBackFromAPreview() {
    opened.of(owner);
    opened.of(owner);
    Page table = browser.open("/console/reviews");
    List<String> ticked = ticks(table).subList(1, 2);
    Page preview = send(browser, table, ticked, "revoke", WHY);

    Page form = browser.open(preview.html().select("a[data-back]").attr("href"));

    assertThat(browser.open(preview.address().getPath()).heading()).isEqualTo(preview.heading());
    assertThat(form.html().select("input[name=review][checked]").eachAttr("value"))
        .isEqualTo(ticked);
    assertThat(form.html().select("input[name=verdict][checked]").val()).isEqualTo("revoke");
    assertThat(admin.open(preview.address().getPath()).status()).isEqualTo(404);
  }

  @Test
  void keepWhatWasTickedWhenTheReasonIsTooShort() {
    opened.of(owner);
    opened.of(owner);
    opened.of(owner);
    Page table = browser.open("/console/reviews");
    List<String> ticked = ticks(table).subList(1, 3);

    Page refused = send(browser, table, ticked, "approve", "short");

    assertThat(refused.texts("[role=alert]")).first().asString().contains("10 to 2000 characters");
    assertThat(refused.html().select("input[name=review][checked]").eachAttr("value"))
        .isEqualTo(ticked);
    assertThat(refused.html().select("input[name=verdict][checked]").val()).isEqualTo("approve");
    assertThat(refused.html().select("textarea[name=reason]").val()).isEqualTo("short");
    assertThat(send(browser, refused, ticked, "approve", WHY).message()).isEqualTo("2 approved.");
  }

  @Test
  void stayOnThePageOfTheTable() {
    opened.of(owner);
    opened.of(owner);
    Page first = browser.open("/console/reviews");
    String place =
        first.html().select("tbody tr time").attr("datetime")
            + "_"
            + ticks(first).getFirst().split("_", 2)[0];
    Page second = browser.open("/console/reviews?after=" + place);
    assertThat(ticks(second)).hasSize(1).doesNotContain(ticks(first).getFirst());

    Page refused = send(browser, second, ticks(second), "approve", "short");
    Page done = send(browser, refused, ticks(refused), "approve", WHY);

    assertThat(ticks(refused)).isEqualTo(ticks(second));
    assertThat(done.address().getQuery()).isEqualTo("after=" + place);
    assertThat(done.texts("main h2")).contains("Nothing more");
    assertThat(ticks(browser.open(done.html().select("main a:contains(first page)").attr("href"))))
        .hasSize(1);
  }

  @Test
  void goOnAmongThoseOfOthersForAnAdministrator() {
    Identity identity = opened.of(owner);
    opened.of(owner);
    Page table = admin.open("/console/reviews?whose=all&name=" + identity.profile().userName());
    Page page = admin.open(table.html().select("tbody th a").attr("href"));
    assertThat(page.html().select("#skip").attr("href")).startsWith("/console/reviews/");

    Page next = admin.submit(page, "form[data-queue]", Map.of("verdict", "approve", "reason", WHY));

    assertThat(next.message()).isEqualTo("Invoice matcher: approved.");
    assertThat(next.address().getPath()).startsWith("/console/reviews/");
    assertThat(next.address()).isNotEqualTo(page.address());
    assertThat(next.html().select("form[data-queue]")).hasSize(1);
  }

  @Test
  void showAnAuditorThoseOfOthersAtOnce() {
    Identity identity = opened.of(owner);
    Browser auditor = Browser.of(Sample.person(), "steward-auditor");

    Page page = auditor.open("/console/reviews?name=" + identity.profile().userName());

    assertThat(page.texts("tbody tr")).hasSize(1);
    assertThat(page.html().select("nav.pf-v5-c-tabs, .st-progress, input[name=review]")).isEmpty();
    assertThat(auditor.open("/console/reviews?name=nobody-is-called-so").texts("main h2"))
        .containsExactly("No open review is like that");
  }

  @Test
  void nameTheirControlsByTitle() {
    Identity identity = opened.of(owner);
    ControlLink link = ControlLink.of("iso42001:A.3.2");
    registry.change(
        identity.id(),
        null,
        List.of(
            new Change.Describe(
                identity.profile(),
                identity.client(),
                identity.cadence(),
                Set.of(link),
                identity.validity(),
                identity.allowance())),
        Sample.PROVISIONER);
    Page table = browser.open("/console/reviews");

    assertThat(
            browser.open(table.html().select("tbody th a").attr("href")).texts(".st-case-facts li"))
        .contains(link + " " + catalogues.find(link).orElseThrow().title());
  }

  @Test
  void leadToThePageOfTheIdentity() {
    String second = Sample.person();
    Identity identity = opened.of(owner, second);
    Page table = browser.open("/console/reviews");
    String review = table.html().select("tbody th a").attr("href");
    Page page = browser.open(review);

    browser.submit(page, "form[data-queue]", Map.of("verdict", "approve", "reason", WHY));
    Page decided = Browser.of(second).open(review);

    String path = "/console/identities/" + identity.id();
    assertThat(page.html().select(".st-top a[href='" + path + "']")).hasSize(1);
    assertThat(decided.html().select(".st-case-verdict a[href='" + path + "#actions']")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"America/New_York, PT2H, late:, yesterday", "Asia/Tokyo, PT-8H, '', today"})
  void areLateForEverybodyAtOnce(String zone, Duration fromMidnight, String late, String day) {
    opened.of(owner);
    browser.open("/console/reviews");
    browser.in(zone);
    LocalDate due =
        LocalDate.parse(
            browser.open("/console/reviews").html().select("tbody time").attr("datetime"));
    travel("PT0S");
    Instant then = due.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(fromMidnight);
    travel(Duration.between(clock.instant(), then).toString());

    assertThat(browser.open("/console/reviews").texts("tbody td").getFirst())
        .startsWith(late + (late.isEmpty() ? "" : " ") + due.getDayOfMonth())
        .endsWith("(%s)".formatted(day));
    assertThat(ticks(browser.open("/console/reviews?late=yes"))).hasSize(late.isEmpty() ? 0 : 1);
    assertThat(browser.open("/console/work").texts("tbody td").getFirst())
        .endsWith("(%s%s)".formatted(late.isEmpty() ? "" : "late, ", day));
  }

  private static List<String> ticks(Page table) {
    return table.html().select("input[name=review]").eachAttr("value");
  }

  private static Page send(
      Browser browser, Page table, List<String> ticked, String verdict, String reason) {
    return browser.submitTicked(
        table, TABLE, "review", ticked, Map.of("verdict", verdict, "reason", reason));
  }

  private static Page confirm(Browser browser, Page preview, String typed) {
    return browser.submitTicked(preview, REVOKE, "none", List.of(), Map.of("typed", typed));
  }

  private Intent intent(Identity identity) {
    return identities.find(identity.id()).orElseThrow().identity().intent();
  }
}
