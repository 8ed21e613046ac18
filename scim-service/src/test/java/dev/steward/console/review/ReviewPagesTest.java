package dev.steward.console.review;

import static dev.steward.testing.TimeTravel.travel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.evidence.Timeline;
import dev.steward.identity.Allowance;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Intent;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Opened;
import dev.steward.testing.Sample;
import dev.steward.testing.Traces;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReviewPagesTest {

  private static final String FORM = "form[data-queue]";
  private static final String WHY = "It matches invoices every night";

  @Inject Opened opened;
  @Inject IdentityRegistry registry;
  @Inject Identities identities;
  @Inject Timeline timeline;
  @Inject Traces traces;
  @Inject Database database;

  private final String owner = Sample.person();
  private final Browser browser = Browser.of(owner);

  @AfterEach
  void returnToThePresent() {
    travel("PT0S");
    database.update("delete from metering where realm = ?", KeycloakDouble.REALM);
  }

  @Test
  void showTheFactsAndChooseNoAnswer() {
    Identity identity = opened.of(owner);

    Page page = first(browser);

    assertThat(page.heading()).isEqualTo("Invoice matcher");
    assertThat(page.html().text())
        .contains(
            identity.profile().userName(),
            "Matches invoices to orders",
            "invoices:read",
            "Who answers for it",
            "None: this is its first review",
            "What stops on revoke");
    assertThat(page.html().select("[checked], [selected]")).isEmpty();
  }

  @Test
  void sayWhatComesOfApprovingIt() {
    opened.of(owner);
    assertThat(first(browser).html().select("#verdict-approve-help").text())
        .startsWith("It goes on as it is. Its next review is due on ");

    travel("P300D");

    assertThat(first(browser).html().select("#verdict-approve-help").text())
        .startsWith("It gets tokens again, as it is. Its next review is due on ");
  }

  @Test
  void sayThatOneWhoIsSuspendedCannotBeApproved() {
    Identity identity = opened.of(owner);
    registry.change(
        identity.id(),
        null,
        List.of(new Change.Suspend("somebody looks into it")),
        Sample.PROVISIONER);

    Page page = first(browser);

    assertThat(page.html().select("#verdict-approve-help").text())
        .contains("refused while it is suspended");
    assertThat(decide(browser, page, "approve", WHY).texts("[role=alert]")).isNotEmpty();
  }

  @Test
  void decideWithAReasonAndLeadToTheNext() {
    Identity one = opened.of(owner);
    Identity other = opened.of(owner);
    Page page = first(browser);

    Page next = decide(browser, page, "approve", WHY);

    assertThat(next.message()).contains("approved").contains("1 left");
    assertThat(next.address().getPath()).startsWith("/console/reviews/");
    assertThat(next.address()).isNotEqualTo(page.address());
    assertThat(List.of(one, other)).anyMatch(this::isCertified).anyMatch(it -> !isCertified(it));
    assertThat(decide(browser, next, "approve", WHY).message()).contains("No review is left");
  }

  @Test
  void tellWhatAFactWasAndWhatItIsNow() {
    Identity identity = opened.of(owner);
    Allowance before = identity.allowance();
    registry.change(
        identity.id(),
        null,
        List.of(
            new Change.Describe(
                identity.profile(),
                identity.client(),
                identity.cadence(),
                identity.controls(),
                identity.validity(),
                new Allowance(
                    before.grants(), Set.of("invoices:read"), before.longestToken().dividedBy(5)))),
        Sample.PROVISIONER);

    assertThat(first(browser).texts(".st-differences li"))
        .anySatisfy(
            token ->
                assertThat(token).contains("Longest token", "was 5 minutes", "is now 1 minute"))
        .anySatisfy(
            scopes ->
                assertThat(scopes)
                    .contains("Scopes", "was invoices:read, orders:read", "is now invoices:read"));
  }

  @Test
  void nameThePersonAndTheConsoleInTheLedger() {
    Identity identity = opened.of(owner);

    decide(browser, first(browser), "approve", WHY);

    assertThat(traces.events(identity)).containsOnlyOnce("ReviewDecided");
    assertThat(timeline.of(identity.id(), Timeline.NOW, 10))
        .extracting(Timeline.Told::entry)
        .filteredOn(entry -> entry.event().equals("ReviewDecided"))
        .allSatisfy(
            entry -> {
              assertThat(entry.actor().subject()).isEqualTo(owner);
              assertThat(entry.actor().client()).isEqualTo("steward-console");
            });
  }

  @Test
  void keepWhatWasTypedWhenItIsNotEnough() {
    opened.of(owner);

    Page page = decide(browser, first(browser), "revoke", "too short");

    assertThat(page.html().select("#verdict-revoke[checked]")).hasSize(1);
    assertThat(page.texts("[role=alert]")).first().asString().contains("10 to 2000 characters");
    assertThat(page.html().select("textarea[name=reason]").val()).isEqualTo("too short");
  }

  @Test
  void keepWhatWasTypedWithoutAVerdict() {
    opened.of(owner);

    Page page = browser.submit(first(browser), FORM, Map.of("reason", WHY));

    assertThat(page.texts("[role=alert]")).first().asString().contains("Choose a verdict");
    assertThat(page.html().select("textarea[name=reason]").val()).isEqualTo(WHY);
    assertThat(page.html().select("[checked]")).isEmpty();
  }

  @Test
  void takeTheSameAnswerTwiceAsOne() {
    Identity identity = opened.of(owner);
    Page page = first(browser);

    decide(browser, page, "approve", WHY);
    Page again = decide(browser, page, "approve", WHY);

    assertThat(again.status()).isEqualTo(200);
    assertThat(traces.events(identity)).containsOnlyOnce("ReviewDecided");
  }

  @Test
  void limitToTheScopesThatStay() {
    Identity identity = opened.of(owner);
    Page page = first(browser);

    browser.submit(
        page, FORM, Map.of("verdict", "limit", "reason", WHY, "scopes", "invoices:read"));

    assertThat(now(identity).allowance().scopes()).containsExactly("invoices:read");
  }

  @Test
  void refuseToApproveWhereALimitIsFilledIn() {
    Identity identity = opened.of(owner);

    Page page =
        browser.submit(
            first(browser),
            FORM,
            Map.of("verdict", "approve", "reason", WHY, "scopes", "invoices:read"));

    assertThat(page.texts("[role=alert]")).singleElement().asString().contains("choose Limit");
    assertThat(page.html().select("details.st-limit[open] input[checked]")).hasSize(1);
    assertThat(isCertified(identity)).isFalse();
  }

  @Test
  void nameNothingInAPreviewThatIsSomebodyElses() {
    opened.of(owner);
    String ticked = browser.open("/console/reviews").html().select("input[name=review]").val();
    Browser stranger = Browser.of(Sample.person());
    stranger.open("/console/reviews");

    for (String verdict : List.of("limit", "revoke")) {
      Page page =
          stranger.post(
              "/console/reviews", Map.of("review", ticked, "verdict", verdict, "reason", WHY));

      assertThat(page.texts("main .pf-v5-c-list li"))
          .containsExactly("A review is not yours to decide.");
    }
  }

  @Test
  void tellTheSecondOfTwoReviewersWhatTheFirstDid() {
    String second = Sample.person();
    Identity identity = opened.of(owner, second);
    Browser other = Browser.of(second);
    Page seen = other.open(first(browser).address().getPath());
    decide(browser, first(browser), "approve", WHY);

    Page page = decide(other, seen, "revoke", "Nobody needs it any more");

    assertThat(page.address().getQuery()).startsWith("again=");
    assertThat(page.texts("[role=alert]"))
        .first()
        .asString()
        .contains("Somebody decided this review before you", "Approved by", "Nobody needs it");
    assertThat(page.html().select(FORM)).isEmpty();
    assertThat(now(identity).intent()).isEqualTo(Intent.APPROVED);
  }

  @Test
  void askAgainWhenTheIdentityWasChangedMeanwhile() {
    Identity identity = opened.of(owner);
    Page seen = first(browser);
    registry.change(
        identity.id(),
        null,
        List.of(new Change.Suspend("somebody looks into it")),
        Sample.PROVISIONER);

    Page page = decide(browser, seen, "revoke", "Nobody needs it any more");

    assertThat(page.address().getQuery()).startsWith("again=");
    assertThat(page.texts("[role=alert]"))
        .first()
        .asString()
        .contains("Somebody changed this identity", "Suspend", "the program");
    assertThat(page.html().select("textarea[name=reason]").val())
        .isEqualTo("Nobody needs it any more");
    assertThat(decide(browser, page, "revoke", "Nobody needs it any more").status()).isEqualTo(200);
    assertThat(now(identity).intent()).isEqualTo(Intent.REVOKED);
    assertThat(browser.open(page.address().toString()).texts("[role=alert]")).isEmpty();
  }

  @Test
  void areNotThereForStrangers() {
    opened.of(owner);
    String path = first(browser).address().getPath();

    assertThat(Browser.of(Sample.person()).open(path).status()).isEqualTo(404);
  }

  @Test
  void showAnAuditorEverythingAndLetThemDecideNothing() {
    Identity identity = opened.of(owner);
    String path = first(browser).address().getPath();
    Browser auditor = Browser.of(Sample.person(), "steward-auditor");

    Page page = auditor.open(path);
    Page refused = auditor.post(path, Map.of("verdict", "revoke", "reason", WHY, "seen", "3"));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.html().select(FORM)).isEmpty();
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.html().text()).contains("As Auditor you may not decide");
    assertThat(now(identity).intent()).isEqualTo(Intent.APPROVED);
  }

  @Test
  void decideAllThatAreTickedAndNoOthers() {
    Identity one = opened.of(owner);
    Identity other = opened.of(owner);
    Page table = browser.open("/console/reviews");
    assertThat(table.html().select("input[name=review]")).hasSize(2);
    assertThat(table.html().select("[checked]")).isEmpty();
    String ticked = table.html().select("input[name=review]").eachAttr("value").getFirst();

    Page page =
        browser.post(
            "/console/reviews", Map.of("review", ticked, "verdict", "approve", "reason", WHY));

    assertThat(page.message()).isEqualTo("1 approved.");
    assertThat(page.html().select("input[name=review]")).hasSize(1);
    assertThat(List.of(one, other)).anyMatch(this::isCertified).anyMatch(it -> !isCertified(it));
  }

  @Test
  void limitAllThatAreTickedToWhatTheyUsedOnlyAfterAPreview() {
    Identity used = opened.of(owner);
    Identity unused = opened.of(owner);
    uses(used, "invoices:read");
    Page table = browser.open("/console/reviews");
    List<String> ticked = table.html().select("input[name=review]").eachAttr("value");

    Page preview =
        browser.submitTicked(
            table, "form.st-form", "review", ticked, Map.of("verdict", "limit", "reason", WHY));

    assertThat(preview.texts("tbody tr"))
        .containsExactly("Invoice matcher invoices:read orders:read");
    assertThat(preview.texts("main li").toString()).contains("used none of its scopes");
    assertThat(scopes(used)).containsExactly("invoices:read", "orders:read");

    Page done =
        browser.submitTicked(
            preview, "form[action='/console/reviews/limits']", "none", List.of(), Map.of());

    assertThat(done.message()).isEqualTo("1 limited to what was used.");
    assertThat(scopes(used)).containsExactly("invoices:read");
    assertThat(scopes(unused)).containsExactly("invoices:read", "orders:read");
    Page again =
        browser.submitTicked(
            preview, "form[action='/console/reviews/limits']", "none", List.of(), Map.of());
    assertThat(again.message()).isEqualTo(done.message());
    assertThat(traces.events(used)).containsOnlyOnce("Limit");
  }

  @Test
  void takeNothingFromAnybodyWhileUsesAreCountedForLessThanNinetyDays() {
    Identity identity = opened.of(owner);
    uses(identity, "invoices:read");
    database.update("update metering set since = now()");
    Page table = browser.open("/console/reviews");

    Page preview =
        browser.submitTicked(
            table,
            "form.st-form",
            "review",
            table.html().select("input[name=review]").eachAttr("value"),
            Map.of("verdict", "limit", "reason", WHY));

    assertThat(preview.html().select("tbody tr")).isEmpty();
    assertThat(preview.texts("main li").toString()).contains("counted for less than 90 days");
  }

  @Test
  void tellApartThoseThatAreCalledTheSame() {
    String one = opened.of(owner).profile().userName();
    String other = opened.of(owner).profile().userName();

    Page table = browser.open("/console/reviews");

    assertThat(table.html().select("input[name=review]").eachAttr("aria-label"))
        .containsExactlyInAnyOrder("Choose " + one, "Choose " + other);
    assertThat(table.texts("tbody th").toString()).contains(one, other);
  }

  @Test
  void sayWhatAFindingMeans() {
    opened.of(owner);
    travel("P300D");

    assertThat(first(browser).texts(".st-wrong li").toString())
        .contains("Review lapsed: its review never came, and it gets no token");
  }

  @Test
  void areNarrowedByTheirFacts() {
    Identity identity = opened.of(owner);
    String name = identity.profile().userName();

    assertThat(rows("?name=" + name)).isEqualTo(1);
    assertThat(rows("?name=nobody-is-called-so")).isZero();
    assertThat(rows("?tier=medium")).isEqualTo(1);
    assertThat(rows("?tier=critical")).isZero();
    assertThat(rows("?unused=yes")).isEqualTo(1);
    assertThat(rows("?late=yes")).isZero();
    assertThat(browser.open("/console/reviews?tier=huge").status()).isEqualTo(400);
  }

  private int rows(String query) {
    return browser.open("/console/reviews" + query).html().select("input[name=review]").size();
  }

  private static Page first(Browser browser) {
    Page table = browser.open("/console/reviews");
    return browser.open(table.html().select("tbody th a").eachAttr("href").getFirst());
  }

  private static Page decide(Browser browser, Page page, String verdict, String reason) {
    return browser.submit(page, FORM, Map.of("verdict", verdict, "reason", reason));
  }

  private boolean isCertified(Identity identity) {
    return now(identity).lastReviewed().isAfter(identity.lastReviewed());
  }

  private Identity now(Identity identity) {
    return identities.find(identity.id()).orElseThrow().identity();
  }

  /** Counted for a year, the scope was granted on the day on which reviews are open. */
  private void uses(Identity identity, String scope) {
    database.update(
        """
        insert into metering (realm, since, heard_at)
        values (?, now() - interval '400 days', now())
        on conflict (realm) do update set since = excluded.since
        """,
        KeycloakDouble.REALM);
    database.update(
        """
        insert into use_of_part (realm, client_uuid, kind, name, asked, granted,
          first_asked, last_asked, first_granted, last_granted)
        select realm, client_uuid, 'SCOPE', ?, 5, 5, current_date, current_date, current_date,
          current_date
        from identity where id = ?
        """,
        scope,
        identity.id().value());
  }

  private List<String> scopes(Identity identity) {
    return now(identity).allowance().scopes().stream().sorted().toList();
  }
}
