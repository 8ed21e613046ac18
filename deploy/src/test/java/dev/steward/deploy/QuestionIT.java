package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.Test;

/** Somebody who is asked to answer for an identity says no, in a real browser. */
class QuestionIT {

  private final RunningStack stack = RunningStack.get();

  @Test
  void isAskedNothingAgainOnTheWayBackFromANo() {
    StoryAgent asked = StoryAgent.create(stack.site(), "no");
    Registry.mustBeOk("Registering " + asked.name(), asked.register(stack.realm()));
    try (Visit visit = Visit.of("bob")) {
      visit.open(WorkPages.turnTo(asked.name(), visit));
      visit.page().locator("#reason").fill("I left that team");
      visit.page().locator("#rather").fill("nobody-here");
      visit.button("I will not").click();
      PlaywrightAssertions.assertThat(visit.page().locator("main [role=alert]")).isFocused();
      visit.page().locator("#rather").fill("erin");
      PlaywrightAssertions.assertThat(visit.page().locator("#rather-people option[value=erin]"))
          .hasCount(1);
      visit.check();
      visit.button("I will not").click();
      assertThat(visit.message()).contains("You declined");

      visit.page().goBack();

      assertThat(visit.page().locator("main").innerText()).contains("perhaps you answered it");
    }
  }
}
