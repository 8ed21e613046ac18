package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days of people who have no mouse, from the first page on. */
class KeyboardIT {

  /** No more than so many can be chosen from. */
  private static final int VERDICTS = 8;

  private final RunningStack stack = RunningStack.get();

  @BeforeEach
  void calm() {
    stack.heal();
  }

  @AfterEach
  void clocksAreBack() {
    stack.site().registry().travel(Duration.ZERO);
  }

  @Test
  void leadsAnOwnerFromTheirWorkThroughTheirReviews() {
    String first = due();
    String second = due();
    try (Visit visit = Visit.of("bob")) {
      Keyboard keyboard = new Keyboard(visit);
      keyboard.follow(inMyWork(visit, second)).enter(".st-to-verdict a");
      decide(keyboard, "approve");
      PlaywrightAssertions.assertThat(visit.page().locator(".st-message")).isFocused();
      assertThat(visit.message()).contains("approved");

      keyboard.follow(inMyWork(visit, first));
      decide(keyboard, "limit");
      PlaywrightAssertions.assertThat(visit.page().locator("main [role=alert]")).isFocused();
      keyboard.goTo("#until");
      visit.page().keyboard().type("12122040");
      keyboard.follow("#verdict form button[type=submit]");
      assertThat(visit.message()).contains("limited");
      visit.check();
    }
  }

  @Test
  void leadsAnOwnerToAQuestionAndLetsThemAnswerIt() {
    StoryAgent asked = StoryAgent.create(stack.site(), "asked");
    Registry.mustBeOk("Registering " + asked.name(), asked.register(stack.realm()));
    try (Visit visit = Visit.of("bob")) {
      new Keyboard(visit)
          .follow(inMyWork(visit, asked.name()))
          .follow("form[action$=accept] button");

      PlaywrightAssertions.assertThat(visit.page().locator(".st-message")).isFocused();
      assertThat(visit.message()).contains("You answer for");
    }
  }

  @Test
  void leadsAnAuditorFromAFilterToAProof() {
    StoryAgent agent = StoryAgent.create(stack.site(), "proved");
    agent.registerAndAccept(stack.realm());
    try (Visit visit = Visit.of("carol")) {
      Keyboard keyboard = new Keyboard(visit);
      keyboard.follow("nav a[href='/console/ledger']");
      keyboard.type("#identity", agent.name()).follow("main .st-filter button[type=submit]");
      assertThat(visit.page().locator("tbody tr").count()).isPositive();
      keyboard.follow("tbody th a");
      assertThat(visit.page().locator("main").innerText()).contains("in the tree");
      keyboard.enter(".st-numbers summary");
      assertThat(visit.page().locator(".st-numbers").first().getAttribute("open")).isNotNull();

      keyboard.follow(".pf-v5-c-breadcrumb a").follow("#check button");
      assertThat(visit.page().locator("#check").innerText()).contains("proven", "read again");
      PlaywrightAssertions.assertThat(visit.page().locator("#check [role=status]")).isFocused();
      visit.check();
    }
  }

  @Test
  void opensAndClosesTheRoomsWhereTheyAreBehindAButton() {
    try (Visit visit = Visit.of("alice", Visit.options(768, 1024))) {
      visit.open("/console/work");
      Keyboard keyboard = new Keyboard(visit).enter(".st-menu");
      PlaywrightAssertions.assertThat(visit.link("Identities")).isVisible();
      keyboard.goTo("nav a[href='/console/identities']").press("Escape");

      PlaywrightAssertions.assertThat(visit.link("Identities")).isHidden();
      assertThat(keyboard.isOn(".st-menu")).isTrue();
    }
  }

  private static void decide(Keyboard keyboard, String verdict) {
    keyboard.goTo("#verdict-approve").press("Space");
    for (int down = 0; down < VERDICTS && !keyboard.isOn("#verdict-" + verdict); down++) {
      keyboard.press("ArrowDown");
    }
    assertThat(keyboard.isOn("#verdict-" + verdict)).isTrue();
    keyboard.type("#reason", "It writes the weekly report");
    keyboard.follow("#verdict form button[type=submit]");
  }

  /** The link to what is to be done about an identity, once it is there. */
  private static String inMyWork(Visit visit, String name) {
    return "main a[href='" + WorkPages.turnTo(name, visit) + "']";
  }

  /** An agent of Bob's whose review is due tomorrow. */
  private String due() {
    StoryAgent agent = StoryAgent.create(stack.site(), "typed");
    stack.site().registry().travel(Duration.ofDays(-6));
    agent.registerAndAccept(stack.realm());
    stack.site().registry().travel(Duration.ZERO);
    return agent.name();
  }
}
