package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the browser tells a screen reader about the pages, and the rules of WCAG 2.2 that no program
 * checks by itself.
 */
class AccessibilityIT {

  /** A control, table or region without a name. */
  private static final Pattern NAMELESS =
      Pattern.compile(
          "^\\s*- (?:button|link|checkbox|radio|textbox|searchbox|combobox|spinbutton|table"
              + "|region|navigation|search|progressbar)(?![ \\w]*\").*$",
          Pattern.MULTILINE);

  /** Whether all times of a table are those of Berlin, where the browser stands. */
  private static final String IN_BERLIN =
      """
      () => [...document.querySelectorAll('tbody time')].every(time => {
        const there = new Intl.DateTimeFormat('en-GB', {timeZone: 'Europe/Berlin',
          hour: '2-digit', minute: '2-digit'}).format(new Date(time.dateTime));
        return time.textContent.includes(there)
          && !time.textContent.includes('UTC');
      })
      """;

  private static final int SMALLEST_TARGET = 24;
  private static final Duration SOON = Duration.ofSeconds(60);

  private final RunningStack stack = RunningStack.get();

  @BeforeEach
  void somethingToSee() {
    stack.heal();
    StoryAgent.create(stack.site(), "told").registerAndAccept(stack.realm());
  }

  @ParameterizedTest
  @CsvSource({
    "alice, work, My work",
    "alice, reviews, Reviews",
    "alice, identities, Identities",
    "alice, ledger, This is not yours to do",
    "alice, nowhere, There is nothing here",
    "grace, register, Register an identity",
    "frank, overview, Overview",
    "frank, orphans, Orphans",
    "frank, shadows, Shadows",
    "frank, identities, Identities",
    "carol, controls, Controls",
    "carol, ledger, Ledger",
    "carol, realms, Realms"
  })
  void namesEverythingOnThePage(String person, String room, String heading) {
    try (Visit visit = Visit.of(person)) {
      visit.open("/console/" + room);
      String tree = visit.page().locator("body").ariaSnapshot();

      assertThat(tree)
          .contains("- banner", "- navigation \"Rooms\"", "- main")
          .containsOnlyOnce("[level=1]")
          .contains("- heading \"" + heading + "\" [level=1]");
      assertThat(NAMELESS.matcher(tree).results().map(one -> one.group().strip()).toList())
          .as("without a name at %s", visit.page().url())
          .isEmpty();
      assertThat(BrowsersTree.nameless(visit.page()))
          .as("without a name in the browser's own tree at %s", visit.page().url())
          .isEmpty();
      assertThat(levels(tree)).as("levels of headings").doesNotContain("2 to 4", "1 to 3");
      assertThat(headless(visit.page())).as("tables without headers").isZero();
      assertThat(tooSmall(visit.page())).as("targets that are too small").isEmpty();
    }
  }

  @Test
  void tellsHowManyWereFoundAndLeavesTheFocusWhereItWas() {
    try (Visit visit = Visit.of("frank")) {
      visit.open("/console/identities");
      visit.page().locator("#q").pressSequentially("told");
      visit.page().waitForURL(url -> url.contains("q=told"));

      assertThat(visit.page().locator("#total").ariaSnapshot()).contains("- status:", "identit");
      PlaywrightAssertions.assertThat(visit.page().locator("#q")).isFocused();

      visit.page().locator("#is-kind-ai-agent").focus();
      visit.page().keyboard().press("Space");
      visit.page().waitForURL(url -> url.contains("kind=ai-agent"));
      PlaywrightAssertions.assertThat(visit.page().locator("#is-kind-ai-agent")).isFocused();
    }
  }

  @Test
  void leavesTheFocusOnWhatAskedKeycloak() {
    try (Visit visit = Visit.of("frank")) {
      visit.open("/console/identities?q=told");
      visit.page().locator("tbody th a").first().click();
      visit.page().locator("#ask-keycloak").press("Enter");
      PlaywrightAssertions.assertThat(visit.page().locator("#permit"))
          .containsText("Keycloak said so just now");

      PlaywrightAssertions.assertThat(visit.page().locator("#ask-keycloak")).isFocused();
    }
  }

  @Test
  void asksOnceForWhatWasTypedHoweverTheFieldIsLeft() {
    try (Visit visit = Visit.of("frank")) {
      visit.open("/console/identities");
      visit.page().locator("#q").pressSequentially("told");
      visit.page().waitForURL(url -> url.contains("q=told"));
      List<String> asked = new java.util.concurrent.CopyOnWriteArrayList<>();
      visit.page().onRequest(request -> asked.add(request.url()));
      visit.page().keyboard().press("Tab");
      visit.page().locator("#control").pressSequentially("iso42001");
      visit.page().keyboard().press("Tab");
      visit.page().waitForURL(url -> url.contains("control=iso42001"));

      PlaywrightAssertions.assertThat(visit.page().locator("#is-control-iso42001")).isChecked();
      PlaywrightAssertions.assertThat(visit.page().locator("#control")).hasValue("");
      assertThat(asked).filteredOn(url -> url.contains("/console/identities?")).hasSize(1);
    }
  }

  @Test
  void keepsTheFocusInSightOnTheWayThroughAReviewersPages() {
    try (Visit visit = Visit.of("frank", Visit.options(640, 480))) {
      visit.open("/console/orphans");
      for (int tabs = 0; tabs < 40; tabs++) {
        visit.page().keyboard().press("Tab");
        assertThat(
                visit
                    .page()
                    .evaluate(
                        """
                        () => {
                          const one = document.activeElement;
                          if (one === document.body) { return true; }
                          const box = one.getBoundingClientRect();
                          const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
                          const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
                          const top = document.elementFromPoint(x, y);
                          return box.bottom > 0 && box.top < innerHeight
                            && (one.contains(top) || (top !== null && top.contains(one)));
                        }
                        """))
            .as("focus in sight after %d tabs", tabs + 1)
            .isEqualTo(true);
      }
    }
  }

  @Test
  void leadsTheKeyboardPastTheNavigation() {
    try (Visit visit = Visit.of("alice")) {
      visit.open("/console/work");
      visit.page().keyboard().press("Tab");
      assertThat(focused(visit.page())).isEqualTo("Skip to content");
      visit.page().keyboard().press("Enter");

      assertThat(visit.page().evaluate("() => document.activeElement.id")).isEqualTo("content");
    }
  }

  @Test
  void findsHelpAndTheWayOutInTheSamePlaceOnEveryPage() {
    try (Visit visit = Visit.of("frank")) {
      List<String> orders =
          Stream.of("overview", "orphans", "ledger", "register")
              .map(
                  room -> {
                    visit.open("/console/" + room);
                    return visit.page().locator("header, nav[aria-label=Rooms]").allInnerTexts();
                  })
              .map(texts -> String.join("|", texts))
              .distinct()
              .toList();

      assertThat(orders).hasSize(1);
      assertThat(orders.getFirst()).contains("Sign out");
    }
  }

  @Test
  void staysATableWhereItsRowsAreReadFromTopToBottom() {
    StoryAgent unanswered = StoryAgent.create(stack.site(), "unanswered");
    Registry.mustBeOk("Registering " + unanswered.name(), unanswered.register(stack.realm()));
    try (Visit visit = Visit.of("frank", Visit.options(320, 800))) {
      Patience.until(
          "somebody on the list",
          SOON,
          () ->
              Optional.of(visit.open("/console/orphans"))
                  .filter(open -> open.page().locator(".st-scroll").count() > 0));
      visit.check().checkReflow();

      assertThat(visit.page().locator(".st-scroll").ariaSnapshot())
          .contains("- table \"Orphans\"", "- columnheader \"Why\"", "- rowheader", "- cell");
      assertThat(
              visit
                  .page()
                  .evaluate(
                      "() => [...document.querySelectorAll('.st-scroll')]"
                          + ".every(one => one.scrollWidth <= one.clientWidth)"))
          .isEqualTo(true);
    }
  }

  @Test
  void tellsTimesInTheZoneOfWhoLooksFromTheFirstPageOn() {
    try (Visit visit = Visit.nowhere("carol")) {
      assertThat(visit.open("/console/ledger").page().evaluate(IN_BERLIN)).isEqualTo(true);
      assertThat(visit.open("/console/ledger").page().evaluate(IN_BERLIN)).isEqualTo(true);
    }
    try (Visit visit = Visit.withoutScript("carol")) {
      visit.open("/console/ledger");

      assertThat(visit.page().locator("tbody time").first().innerText()).endsWith("UTC");
    }
  }

  private static String focused(Page page) {
    return (String) page.evaluate("() => document.activeElement.textContent.trim()");
  }

  /** Each step downwards between headings that follow each other. */
  private static List<String> levels(String tree) {
    List<String> levels =
        Pattern.compile("\\[level=(\\d)]")
            .matcher(tree)
            .results()
            .map(one -> one.group(1))
            .toList();
    return Stream.iterate(1, i -> i + 1)
        .limit(Math.max(0, levels.size() - 1))
        .map(i -> levels.get(i - 1) + " to " + levels.get(i))
        .toList();
  }

  private static int headless(Page page) {
    return ((Number)
            page.evaluate(
                "() => [...document.querySelectorAll('table')].filter(table => !table.caption"
                    + " || !table.querySelector('thead th[scope=col]')"
                    + " || !table.querySelector('tbody th[scope=row]')).length"))
        .intValue();
  }

  /** Links in a sentence aside, as WCAG does, and what is spaced far enough from its neighbours. */
  private static List<?> tooSmall(Page page) {
    return (List<?>)
        page.evaluate(
            """
            smallest => [...document.querySelectorAll(
                'button, summary, select, input:not([type=hidden]), nav a, a.pf-v5-c-button')]
              .filter(one => one.checkVisibility() && one.getClientRects().length > 0)
              .filter(one => !one.closest('.st-skip, p, li p, .st-more'))
              .map(one => [one, one.getBoundingClientRect()])
              .filter(([one, box]) => Math.min(box.width, box.height) < smallest)
              .filter(([one]) => !(one.type === 'checkbox' || one.type === 'radio'))
              .map(([one, box]) => one.outerHTML.slice(0, 80) + ' '
                + Math.round(box.width) + 'x' + Math.round(box.height))
            """,
            SMALLEST_TARGET);
  }
}
