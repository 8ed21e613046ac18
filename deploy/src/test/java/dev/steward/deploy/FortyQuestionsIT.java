package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forty questions to one person, answered together in a real browser. */
class FortyQuestionsIT {

  private static final int FORTY = 40;
  private static final String GOVERNANCE =
      "urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity";

  private final RunningStack stack = RunningStack.get();

  private final String person = "asked-" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void areAsked() {
    stack.heal();
    stack.arrives(person);
    String token =
        stack.site().tokens().ofClient(DemoRealm.PROVISIONING, "scim:read", "scim:write");
    for (int i = 1; i <= FORTY; i++) {
      Registry.mustBeOk(
          "Registering one",
          stack.site().registry().post("/scim/v2/Agents", token, agent(person + "-" + i)));
    }
  }

  @Test
  void areAnsweredTogetherByKeyboardAlone() {
    try (Visit visit = Visit.of(person)) {
      visit.open("/console/work").check().checkReflow().checkTables().picture("questions");
      visit.field("Choose all questions on this page").press("Space");
      visit.field("I will answer for them").press("Space");
      visit.button("Show what you would answer").press("Enter");
      visit.page().waitForURL("**/preview/*");
      assertThat(visit.page().locator("tbody tr").count()).isEqualTo(FORTY);
      visit.check().checkReflow().checkTables();

      visit.button("I will answer for these 40").press("Enter");
      visit.page().waitForURL(url -> !url.contains("/preview/"));
      assertThat(visit.message()).contains("40 done, 0 unchanged, 0 refused");
      visit.check().open("/console/work");
      assertThat(visit.page().locator("main").innerText()).contains("Nothing waits for you");
    }
  }

  @Test
  void areTickedAsBeforeWhenTheSessionHadEnded() {
    try (Visit visit = Visit.of(person)) {
      visit.open("/console/work");
      visit.field("Choose " + person + "-7").check();
      visit.field("I will not").check();
      visit.field("Why not").fill("I left that team in spring");
      visit.endSession();
      visit.button("Show what you would answer").click();
      visit.link("Sign in and go back to the form").click();
      visit.signInIfAsked();

      assertThat(visit.page().locator("input[name=question]:checked").count()).isOne();
      assertThat(visit.field("I will not").isChecked()).isTrue();
      assertThat(visit.field("Why not").inputValue()).isEqualTo("I left that team in spring");
    }
  }

  private JsonNode agent(String name) {
    return DemoRealm.JSON.valueToTree(
        Map.of(
            "schemas",
            List.of("urn:ietf:params:scim:schemas:core:2.0:Agent", GOVERNANCE),
            "agentUserName",
            name,
            "active",
            true,
            GOVERNANCE,
            Map.of(
                "purpose",
                "Sorts letters by department",
                "owners",
                List.of(Map.of("value", person, "role", "owner")))));
  }
}
