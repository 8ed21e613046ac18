package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator brings a list as a file, in a browser, and an auditor finds what came of it. */
class BroughtListIT {

  private static final Duration ONE_WALK = Duration.ofSeconds(150);

  private final RunningStack stack = RunningStack.get();

  @BeforeEach
  void calm() {
    stack.heal();
  }

  @Test
  void leadsFromAFileThatIsNoListToWhatBecameOfEachRow() {
    StoryAgent listed = StoryAgent.create(stack.site(), "listed");
    String list = "clientId;owner;note\n%s;erin;für uns\nno-such;erin;\n".formatted(listed.name());
    try (Visit visit = Visit.of("grace")) {
      awaitShadow(visit, listed);
      visit.open("/console/shadows/lists");
      bring(visit, list, Charset.forName("windows-1252"));
      PlaywrightAssertions.assertThat(visit.page().locator("main [role=alert]")).isFocused();
      assertThat(visit.page().locator("main [role=alert]").innerText()).contains("CSV UTF-8");

      bring(visit, list, StandardCharsets.UTF_8);
      assertThat(visit.heading()).isEqualTo("A list: what would happen");
      assertThat(visit.page().locator("main").innerText()).contains("bring it again then");
      visit.check().button("Take in 1 row").click();
      assertThat(visit.message()).contains("1 done, 0 unchanged, 1 refused");

      visit.page().goBack();
      assertThat(visit.page().locator("main").innerText()).contains("is there already");
      visit.page().goBack();
      assertThat(visit.heading()).isEqualTo("Bring a list");
    }
    isFoundTogether(listed);
  }

  /** From one entry of the ledger to all that was done with it. */
  private static void isFoundTogether(StoryAgent listed) {
    try (Visit visit = Visit.of("carol")) {
      Patience.until(
          "the list in the ledger",
          ONE_WALK,
          () -> {
            visit.open("/console/ledger?event=ListImported&actor=grace");
            return Optional.of(visit.page().locator("tbody th a"))
                .filter(entries -> entries.count() > 0);
          });
      visit.page().locator("tbody th a").first().click();
      visit.check().link("All that was done at once with it").click();

      assertThat(visit.page().locator("tbody").innerText())
          .contains("List imported", "People were asked to answer for a client");
      visit.check().checkReflow();
    }
    assertThat(listed.ask().status()).isEqualTo(200);
  }

  private static void bring(Visit visit, String list, Charset alphabet) {
    visit
        .page()
        .locator("#list")
        .setInputFiles(new FilePayload("owners.csv", "text/csv", list.getBytes(alphabet)));
    visit.button("Show what would happen").click();
  }

  private static void awaitShadow(Visit visit, StoryAgent shadow) {
    Patience.until(
        "the registry to meet " + shadow.name(),
        ONE_WALK,
        () -> {
          visit.open("/console/shadows?name=" + shadow.name());
          return Optional.of(shadow)
              .filter(one -> visit.field("Choose " + one.name()).count() == 1);
        });
  }
}
