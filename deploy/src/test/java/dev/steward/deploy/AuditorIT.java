package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The day of an auditor: carol, who sees everything and changes nothing. */
class AuditorIT {

  private final RunningStack stack = RunningStack.get();

  @BeforeEach
  void somethingHappened() {
    stack.heal();
    StoryAgent.create(stack.site(), "audited").registerAndAccept(stack.realm());
  }

  @Test
  void hasTheLedgerCheckedAndAnEntryProved() {
    try (Visit visit = Visit.of("carol")) {
      visit.open("/console/ledger").check().picture("ledger");
      visit.button("Check the whole ledger").click();
      assertThat(visit.page().locator("#check").innerText()).contains("proven", "were read again");

      visit.page().locator("tbody th a").first().click();
      assertThat(visit.page().locator("main").innerText()).contains("in the tree");
      visit.check().picture("ledger-entry");
    }
  }

  @Test
  void readsTheControlsOfAFramework() {
    try (Visit visit = Visit.of("carol")) {
      visit.open("/console/controls").check().picture("controls");
      visit.page().locator("tbody .st-name a").first().click();
      visit.check();
      assertThat(visit.page().locator("tbody tr").count()).isPositive();
      visit.picture("controls-framework");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"overview", "reviews", "orphans", "shadows", "controls", "realms"})
  void findsNothingToPressThatChangesAnything(String room) {
    try (Visit visit = Visit.of("carol")) {
      visit.open("/console/" + room).check().picture(room);

      assertThat(visit.page().locator("main form[method=post]").count()).isZero();
    }
  }

  @Test
  void seesTheSameWithoutScript() {
    try (Visit visit = Visit.withoutScript("carol")) {
      visit.open("/console/ledger");
      visit.button("Check the whole ledger").click();

      assertThat(visit.page().locator("#check").innerText()).contains("proven");
    }
  }
}
