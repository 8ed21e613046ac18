package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console in a real browser, before people of each role. */
class ConsoleIT {

  @ParameterizedTest
  @CsvSource({
    "alice, Owner",
    "frank, Security analyst",
    "carol, Auditor",
    "grace, IAM administrator"
  })
  void letsEverybodyInAsWhatTheyAre(String person, String role) {
    try (Visit visit = Visit.of(person)) {
      visit.open("/console/work").check();

      assertThat(visit.heading()).isEqualTo("My work");
      assertThat(visit.page().locator(".st-who-role").innerText()).isEqualTo(role);
    }
  }

  @Test
  void signsOutHereAndAtKeycloak() {
    try (Visit visit = Visit.of("alice")) {
      visit.open("/console/work");
      visit.button("Sign out").click();

      assertThat(visit.heading()).isEqualTo("You are signed out");
      visit.check().page().navigate("/console");
      assertThat(visit.page().locator("#kc-login").count()).isOne();
    }
  }

  @Test
  void leadsOnwardFromAPageThatIsNotThere() {
    try (Visit visit = Visit.of("alice")) {
      visit.open("/console/ledger").check().checkReflow();
      assertThat(visit.heading()).isEqualTo("This is not yours to do");
      visit.page().getByRole(AriaRole.NAVIGATION).getByText("My work").click();

      assertThat(visit.heading()).isEqualTo("My work");
    }
  }

  @Nested
  class AReview {

    private static final String WHY = "It writes the weekly report";

    private final RunningStack stack = RunningStack.get();
    private final String agent = due();

    @AfterEach
    void clocksAreBack() {
      stack.site().registry().travel(Duration.ZERO);
    }

    @Test
    void isDecidedByKeyboardAlone() {
      try (Visit visit = review("bob")) {
        visit.check().checkReflow().picture("console-review");
        visit
            .page()
            .locator("summary", new Page.LocatorOptions().setHasText("Keys"))
            .press("Enter");
        visit.button("Single keys").press("Enter");
        visit.page().keyboard().press("a");
        visit.page().keyboard().press("w");
        visit.page().keyboard().type(WHY);
        visit.page().keyboard().press("Control+Enter");

        visit.page().waitForURL(url -> !url.contains(agent));
        assertThat(visit.message()).contains("Story agent: approved.");
        PlaywrightAssertions.assertThat(visit.page().locator(".st-message")).isFocused();
        visit.check();
      }
    }

    @Test
    void tellsWhatStopsAsSoonAsSomebodyWouldRevokeIt() {
      try (Visit visit = review("bob")) {
        Locator stops = visit.page().getByText("This is final: a revoked identity");
        PlaywrightAssertions.assertThat(stops).isHidden();
        visit.page().locator("#verdict-revoke").check();

        PlaywrightAssertions.assertThat(stops).isVisible();
      }
    }

    @Test
    void isDecidedOnceByADoubleClick() {
      try (Visit visit = review("bob")) {
        String address = visit.page().url();
        fill(visit, "approve", WHY);
        visit.button("Decide").dblclick();
        assertThat(visit.message()).contains("approved");

        visit.open(address);

        assertThat(visit.page().locator("#content").innerText())
            .contains("This review is decided", "Approved by Bob Baker");
      }
    }

    @Test
    void asksNothingAgainOnTheWayBack() {
      try (Visit visit = review("bob")) {
        fill(visit, "approve", WHY);
        visit.button("Decide").click();
        assertThat(visit.message()).contains("approved");

        visit.page().goBack();

        assertThat(visit.page().locator("#content").innerText()).contains("This review is decided");
        assertThat(visit.button("Decide").count()).isZero();
      }
    }

    @Test
    void keepsWhatWasTypedWhenTheSessionEnds() {
      try (Visit visit = review("bob")) {
        fill(visit, "approve", WHY);
        visit.endSession();
        visit.button("Decide").click();
        assertThat(visit.heading()).isEqualTo("Your session had ended");
        assertThat(visit.page().locator("textarea").allInnerTexts()).isNotEmpty();

        visit.check().link("Sign in and go back to the form").click();
        visit.signInIfAsked();

        assertThat(visit.field("Reason").inputValue()).isEqualTo(WHY);
        assertThat(visit.page().locator("#verdict-approve").isChecked()).isTrue();
        PlaywrightAssertions.assertThat(visit.page().locator("form [role=status]")).isFocused();
        assertThat(visit.page().locator("form [role=status]").innerText())
            .contains("is here again");
        visit.check().button("Decide").click();
        assertThat(visit.message()).contains("approved");
      }
    }

    @Test
    void choosesNothingForWhoComesBackToAReviewThatTheyLeft() {
      try (Visit visit = review("bob")) {
        String address = visit.page().url();
        fill(visit, "revoke", WHY);
        visit.open("/console/work").open(address);

        assertThat(visit.field("Reason").inputValue()).isEqualTo(WHY);
        assertThat(visit.page().locator("[name=verdict]:checked").count()).isZero();
      }
    }

    @Test
    void keepsTheTicksOfManyWhenTheSessionEnds() {
      try (Visit visit = review("bob")) {
        visit.open("/console/reviews?name=" + agent);
        visit.page().locator("input[name=review]").first().check();
        fill(visit, "approve", WHY);
        visit.endSession();
        visit.button("Decide those ticked").click();
        visit.link("Sign in and go back to the form").click();
        visit.signInIfAsked();

        assertThat(visit.page().locator("input[name=review]").first().isChecked()).isTrue();
        visit.button("Decide those ticked").click();
        assertThat(visit.message()).isEqualTo("1 approved.");
      }
    }

    @Test
    void hasAKeyForEachVerdictAndForTheNextReview() {
      String other = due();
      try (Visit visit = review("bob")) {
        String here = visit.page().url();
        Patience.until(
            "the review of " + other,
            Duration.ofSeconds(60),
            () -> {
              visit.open("/console/reviews?name=" + other);
              return Optional.of(visit.page().locator("tbody th a").count())
                  .filter(found -> found == 1);
            });
        visit.open(here);
        visit.page().keyboard().press("r");
        assertThat(visit.page().locator("[name=verdict]:checked").count()).isZero();
        visit
            .page()
            .locator("summary", new Page.LocatorOptions().setHasText("Keys"))
            .press("Enter");
        visit.button("Single keys").press("Enter");

        for (String[] key :
            new String[][] {{"l", "limit"}, {"r", "revoke"}, {"o", "abstain"}, {"a", "approve"}}) {
          visit.page().keyboard().press(key[0]);
          assertThat(visit.page().locator("#verdict-" + key[1]).isChecked()).isTrue();
        }
        visit.page().keyboard().press("n");
        visit.page().waitForURL(url -> !url.equals(here) && url.contains("/console/reviews/"));
        assertThat(visit.page().locator("[name=verdict]:checked").count()).isZero();
      }
    }

    @Test
    void tellsTheSecondReviewerWhatTheFirstDid() {
      try (Visit first = review("bob");
          Visit second = Visit.of("grace")) {
        second.open(first.page().url());
        fill(first, "approve", WHY);
        first.button("Decide").click();
        assertThat(first.message()).contains("approved");

        fill(second, "revoke", "Nobody reads the report");
        second.button("Decide").click();

        assertThat(second.page().locator("[role=alert]").innerText())
            .contains("Somebody decided this review before you", "Bob Baker", "Nobody reads");
        second.check();
      }
    }

    @Test
    void needsNoScript() {
      try (Visit visit = Visit.withoutScript("bob")) {
        visit.open(address(visit));
        fill(visit, "approve", WHY);
        visit.button("Decide").click();

        assertThat(visit.message()).contains("approved");
      }
    }

    @Test
    void fitsOnATabletAndAtTwiceTheSize() {
      try (Visit visit = Visit.of("bob", Visit.options(768, 1024))) {
        visit.open(address(visit)).check().checkReflow();
        visit.page().setViewportSize(320, 800);
        visit.checkReflow();
        visit.open("/console/reviews").check().checkReflow();
        visit.open("/console/work").check().checkReflow();
        visit.page().setViewportSize(768, 1024);
        visit.open("/console/reviews").checkTables();
      }
    }

    @Test
    void isAsReadableInTheDark() {
      try (Visit visit =
          Visit.of("bob", Visit.options(1280, 900).setColorScheme(ColorScheme.DARK))) {
        visit.open(address(visit)).check();
        visit.open("/console/reviews").check().picture("console-reviews-dark");
        visit.open("/console/work").check().picture("console-work-dark");
      }
    }

    private Visit review(String person) {
      Visit visit = Visit.of(person);
      visit.open("/console/work").check().picture("console-work");
      return visit.open(address(visit));
    }

    /** Where the review is, once it was opened. */
    private String address(Visit visit) {
      return Patience.until(
          "the review of " + agent,
          Duration.ofSeconds(60),
          () -> {
            visit.open("/console/reviews?name=" + agent);
            Locator row = visit.page().locator("tbody th a");
            return row.count() == 0
                ? Optional.empty()
                : Optional.of(row.first().getAttribute("href"));
          });
    }

    /** An agent of Bob's whose review is due tomorrow. */
    private String due() {
      StoryAgent agent = StoryAgent.create(stack.site(), "reviewed");
      stack.site().registry().travel(Duration.ofDays(-6));
      agent.registerAndAccept(stack.realm());
      stack.site().registry().travel(Duration.ZERO);
      return agent.name();
    }

    private static void fill(Visit visit, String verdict, String reason) {
      visit.page().locator("#verdict-" + verdict).check();
      visit.field("Reason").fill(reason);
    }
  }
}
