package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The day of a security analyst: frank, before forty orphans. */
class AnalystIT {

  private static final int FORTY = 40;
  private static final Duration SORTED_IN = Duration.ofSeconds(30);
  private static final String GOVERNANCE =
      "urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningStack stack = RunningStack.get();
  private final String environment =
      "desk-" + DemoEnv.randomSecret().substring(0, 6).toLowerCase(Locale.ROOT);

  @BeforeEach
  void fortyThatNobodyAccepted() {
    stack.heal();
    String token = stack.site().tokens().ofClient(DemoRealm.PROVISIONING);
    for (int i = 1; i <= FORTY; i++) {
      Registry.mustBeOk(
          "Registering an orphan",
          stack.site().registry().post("/scim/v2/Agents", token, agent(environment + "-" + i)));
    }
    String reader = stack.site().tokens().ofPerson("carol", "reports:read");
    Patience.until(
        "all of them to be sorted in",
        SORTED_IN,
        () -> Optional.of(orphans(reader)).filter(found -> found == FORTY));
  }

  private int orphans(String reader) {
    return Registry.mustBeOk(
            "Reading the orphans",
            stack
                .site()
                .registry()
                .get("/reports/orphans?limit=100&environment=" + environment, reader))
        .body()
        .path("orphans")
        .size();
  }

  @Test
  void takesThemOffTheList() {
    try (Visit visit = Visit.of("frank")) {
      visit.open("/console/orphans");
      visit.page().locator("#environment").fill(environment);
      visit.button("Show").click();
      assertThat(rows(visit).count()).isEqualTo(FORTY);
      visit.check().picture("orphans");

      visit.field("Choose all on this page").check();
      visit.field("Propose owners").check();
      visit.field("Who would answer for them").fill("erin");
      visit.button("Show what would happen").click();
      assertThat(visit.heading()).isEqualTo("Propose owners: what would happen");
      assertThat(rows(visit).count()).isEqualTo(FORTY);
      visit.check().picture("orphans-preview");
      visit.button("Propose owners: 40 identities").click();
      assertThat(visit.message()).contains("40 done, 0 unchanged, 0 refused");
      visit.check();

      answer(visit, List.of(1, 2), "Suspend", "seen from two networks at once");
      visit.button("Suspend: 2 identities").click();
      assertThat(visit.message()).contains("2 done");

      answer(visit, List.of(3, 4, 5), "Revoke", "nobody needs them");
      visit.field("To end them for good, type 3").fill("3");
      visit.button("Revoke: 3 identities").click();
      assertThat(visit.message()).contains("3 done");

      visit.open("/console/orphans?environment=" + environment);
      assertThat(rows(visit).count()).isEqualTo(FORTY - 3);
      assertThat(stack.ledgerIsValid()).isTrue();
    }
  }

  @Test
  void findsTheFormAsItWasOnTheWayBackFromWhatWouldHappen() {
    try (Visit visit = Visit.of("frank")) {
      answer(visit, List.of(10, 11), "Suspend", "seen from two networks at once");
      visit.link("Back without doing anything").click();

      assertThat(visit.page().url()).contains("environment=" + environment);
      assertThat(visit.page().locator("input[name=identity]:checked").count()).isEqualTo(2);
      assertThat(visit.field("Why").inputValue()).isEqualTo("seen from two networks at once");
    }
  }

  @Test
  void isToldBesideTheButtonThatNothingWasTicked() {
    try (Visit visit = Visit.of("frank")) {
      visit.open("/console/orphans?environment=" + environment);
      visit.field("Suspend").check();
      visit.button("Show what would happen").click();

      assertThat(visit.page().locator("form [role=alert]").innerText()).contains("tick the boxes");
      assertThat(visit.page().url()).contains("environment=" + environment);
      box(visit, 12).check();
      visit.button("Show what would happen").click();

      PlaywrightAssertions.assertThat(visit.page().locator("main [role=alert]")).isFocused();
      assertThat(visit.page().locator("main [role=alert]").innerText()).contains("Say why");
      assertThat(visit.page().url()).contains("environment=" + environment);
      assertThat(box(visit, 12).isChecked()).isTrue();
      assertThat(visit.field("Suspend").isChecked()).isTrue();
    }
  }

  @Test
  void seesEveryColumnBesideALongName() {
    Registry.mustBeOk(
        "Registering one with a long name",
        stack
            .site()
            .registry()
            .post(
                "/scim/v2/Agents",
                stack.site().tokens().ofClient(DemoRealm.PROVISIONING),
                agent(environment + "-" + "x".repeat(200))));
    try (Visit visit = Visit.of("frank")) {
      visit.open("/console/orphans?environment=" + environment);
      visit.checkTables().open("/console/identities?q=" + environment).checkTables();
    }
  }

  @Test
  void doesNothingTwiceByADoubleClick() {
    try (Visit visit = Visit.of("frank")) {
      answer(visit, List.of(6, 7), "Suspend", "seen from two networks at once");
      visit.button("Suspend: 2 identities").dblclick();
      assertThat(visit.message()).contains("2 done, 0 unchanged, 0 refused");
    }
  }

  @Test
  void needsNoScript() {
    try (Visit visit = Visit.withoutScript("frank")) {
      answer(visit, List.of(8), "Revoke", "nobody needs it");
      visit.link("Back without doing anything").click();
      assertThat(box(visit, 8).isChecked()).isTrue();
      assertThat(visit.field("Why").inputValue()).isEqualTo("nobody needs it");
      visit.button("Show what would happen").click();
      visit.field("To end them for good, type 1").fill("1");
      visit.button("Revoke: 1 identity").click();
      assertThat(visit.message()).contains("1 done");
    }
  }

  @Test
  void needsNoMouse() {
    try (Visit visit = Visit.of("frank")) {
      visit.open("/console/orphans?environment=" + environment);
      Keyboard keyboard = new Keyboard(visit);
      keyboard.goTo("input[name=identity]").press("Space");
      keyboard.goTo("#answer-propose-owners").press("ArrowDown");
      assertThat(keyboard.isOn("#answer-quarantine")).isTrue();
      keyboard.type("#reason", "seen from two networks at once");
      keyboard.follow("main .st-form button[type=submit]");
      visit.page().waitForURL("**/preview/*");
      keyboard.follow("main form button[type=submit]");
      visit.page().waitForURL(url -> !url.contains("/preview/"));
      assertThat(visit.message()).contains("1 done");
      assertThat(keyboard.isOn("[data-accepted]")).isTrue();

      visit.page().goBack();

      assertThat(visit.heading()).isEqualTo("Suspend: what would happen");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"overview", "orphans", "shadows", "controls", "ledger", "realms"})
  void findsEveryRoomFitForDarkAndForNarrow(String room) {
    try (Visit dark = Visit.of("frank", Visit.options(1280, 900).setColorScheme(ColorScheme.DARK));
        Visit tablet = Visit.of("frank", Visit.options(768, 1024));
        Visit narrow = Visit.of("frank", Visit.options(320, 800))) {
      dark.open("/console/" + room).check().picture(room + "-dark");
      tablet.open("/console/" + room).checkReflow().checkTables().picture(room + "-tablet");
      narrow.open("/console/" + room).check().checkReflow();
    }
  }

  private void answer(Visit visit, List<Integer> which, String answer, String reason) {
    visit.open("/console/orphans?environment=" + environment);
    which.forEach(one -> box(visit, one).check());
    visit.field(answer).check();
    visit.field("Why").fill(reason);
    visit.button("Show what would happen").click();
    assertThat(visit.heading()).isEqualTo(answer + ": what would happen");
  }

  private Locator box(Visit visit, int number) {
    return visit
        .page()
        .getByLabel(
            "Choose " + environment + "-" + number, new Page.GetByLabelOptions().setExact(true));
  }

  private static Locator rows(Visit visit) {
    return visit.page().locator("tbody tr");
  }

  private JsonNode agent(String name) {
    return JSON.valueToTree(
        Map.of(
            "schemas",
            List.of("urn:ietf:params:scim:schemas:core:2.0:Agent", GOVERNANCE),
            "agentUserName",
            name,
            "displayName",
            "Desk clerk",
            "active",
            true,
            GOVERNANCE,
            Map.of(
                "environment",
                environment,
                "riskTier",
                "high",
                "owners",
                List.of(Map.of("value", stack.realm().personId("bob"), "role", "owner")),
                "allowance",
                Map.of("grants", List.of("client_credentials"), "scopes", List.of("mail:draft")))));
  }
}
