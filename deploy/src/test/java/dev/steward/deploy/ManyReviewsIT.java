package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An owner decides several reviews at once in a real browser. */
class ManyReviewsIT {

  private static final String WHY = "The project that needed it is over";
  private static final Duration SOON = Duration.ofSeconds(60);

  private final RunningStack stack = RunningStack.get();

  @AfterEach
  void clocksAreBack() {
    stack.site().registry().travel(Duration.ZERO);
  }

  @Test
  void areAskedNothingAgainOnTheWayBackFromARevocation() {
    try (Visit visit = Visit.of("bob")) {
      visit.open(dueReview(visit));
      visit.page().locator("input[name=review]").first().check();
      visit.page().locator("#verdict-revoke").check();
      visit.field("Reason").fill(WHY);
      visit.button("Decide those ticked").click();
      send(visit, "7");
      PlaywrightAssertions.assertThat(visit.page().locator("main [role=alert]")).isFocused();
      visit.page().reload();
      assertThat(visit.page().locator("main [role=alert]").innerText()).contains("type 1");

      visit.check();
      send(visit, "1");
      assertThat(visit.message()).isEqualTo("1 revoked for good.");
      visit.page().goBack();

      assertThat(visit.page().locator("main").innerText()).contains("was decided by you before");
      visit.check();
    }
  }

  private static void send(Visit visit, String typed) {
    visit.page().locator("#typed").fill(typed);
    visit.page().locator("main form button").click();
  }

  /** The table with the review of one agent of Bob's that is due tomorrow. */
  private String dueReview(Visit visit) {
    StoryAgent agent = StoryAgent.create(stack.site(), "many");
    stack.site().registry().travel(Duration.ofDays(-6));
    agent.registerAndAccept(stack.realm());
    stack.site().registry().travel(Duration.ZERO);
    String table = "/console/reviews?name=" + agent.name();
    return Patience.until(
        "the review of " + agent.name(),
        SOON,
        () -> {
          visit.open(table);
          return Optional.of(table)
              .filter(there -> visit.page().locator("input[name=review]").count() == 1);
        });
  }
}
