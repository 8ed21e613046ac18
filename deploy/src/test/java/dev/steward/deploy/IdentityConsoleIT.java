package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An IAM administrator registers, finds, hands over, stops and ends an identity in a browser. */
class IdentityConsoleIT {

  private final String name = "letter-sorter-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void leadsAnAdministratorThroughALifeByKeyboardAlone() {
    try (Visit visit = Visit.of("grace")) {
      Keyboard keyboard = new Keyboard(visit);
      visit.open("/console/register").check().picture("register");
      keyboard.type("#name", name);
      keyboard.type("#title", "Letter sorter");
      keyboard.type("#purpose", "Sorts letters by department");
      keyboard.type("#scopes", "documents:read");
      keyboard.goTo("#client-none").press("ArrowUp");
      keyboard.goTo("#approve").press("Space");
      keyboard.follow("form#register button[type=submit]");
      PlaywrightAssertions.assertThat(visit.page().locator("h1"))
          .hasText("Registered, with a new client");
      String secret = visit.page().locator("#secret").innerText();
      assertThat(secret).hasSizeGreaterThan(20);
      visit.check();
      getsATokenForItsScope(secret);

      visit.open("/console/identities");
      keyboard.type("#q", name.substring(7));
      visit.page().waitForURL(url -> url.contains("q=" + name.substring(7)));
      PlaywrightAssertions.assertThat(visit.page().locator("tbody tr")).hasCount(1);
      visit.check().picture("identities-search");
      // what looks at a page leaves traces on it that the page's own policy would not allow
      visit.page().reload();
      keyboard.follow("tbody a");
      PlaywrightAssertions.assertThat(visit.page().locator("h1")).hasText("Letter sorter");
      visit.check();

      keyboard.enter("details:has(#propose-person) > summary");
      keyboard.type("#propose-person", "alice");
      keyboard.follow("form[action$=propose] button");
      said(visit, "was asked to answer for it");

      keyboard.enter("details:has(#suspend-reason) > summary");
      keyboard.type("#suspend-reason", "It sorted letters of another department");
      visit.check().picture("identity-suspend");
      keyboard.follow("form[action$=suspend] button");
      said(visit, "is suspended");
      standing(visit, "Suspended");

      keyboard.enter("details:has(#resume-reason) > summary");
      keyboard.type("#resume-reason", "Its scopes were mended");
      keyboard.follow("form[action$=resume] button");
      standing(visit, "Good");

      keyboard.enter("details:has(#revoke-name) > summary");
      keyboard.type("#revoke-reason", "The department is gone");
      keyboard.type("#revoke-name", name);
      keyboard.follow("form[action$=revoke] button");
      said(visit, "revoked for good");
      assertThat(visit.page().locator("#actions").count()).isZero();
      visit.check();
    }
  }

  @Test
  void asksOnlyForWhatTheChosenWayToSignInNeeds() {
    try (Visit visit = Visit.withoutScript("grace")) {
      visit.open("/console/register");
      shows(visit);
      visit.page().locator("#client-existing").check();
      shows(visit, "#existing");
      visit.page().locator("#client-keys").check();
      shows(visit, "#keys");
      visit.page().locator("#keys").fill("no key");
      visit.page().locator("#client-address").check();
      shows(visit, "#keys", "#address");
    }
  }

  private static void shows(Visit visit, String... fields) {
    assertThat(
            Stream.of("#existing", "#keys", "#address")
                .filter(field -> visit.page().locator(field).isVisible()))
        .containsExactly(fields);
  }

  @Test
  void showsASecretToNobodyWhoLoadsItsPageAgain() {
    try (Visit visit = Visit.of("grace")) {
      visit.open("/console/register");
      visit.page().locator("#name").fill(name);
      visit.page().locator("#purpose").fill("Sorts letters by department");
      visit.page().locator("#client-secret").check();
      visit.button("Register").click();
      assertThat(visit.page().locator("#secret").count()).isOne();

      visit.page().reload();

      assertThat(visit.heading()).isEqualTo("Register " + name);
      assertThat(visit.page().locator("tbody").innerText()).contains("is not shown again");
      visit.check().page().goBack();
      assertThat(visit.heading()).isEqualTo("Register an identity");
    }
  }

  @Test
  void worksWithoutScript() {
    try (Visit visit = Visit.withoutScript("grace")) {
      register(visit);
      visit.open("/console/identities");
      visit.page().locator("#q").fill(name);
      visit.button("Search").click();
      assertThat(visit.page().locator("tbody tr").count()).isOne();
      visit.page().locator("tbody a").first().click();
      visit.page().locator("details:has(#suspend-reason) > summary").click();
      assertThat(visit.page().locator("#suspend-reason").isVisible()).isTrue();
    }
  }

  @Test
  void fitsANarrowWindowAndADarkOne() {
    try (Visit visit = Visit.withoutScript("grace")) {
      register(visit);
    }
    try (Visit visit =
        Visit.of("carol", Visit.options(320, 800).setColorScheme(ColorScheme.DARK))) {
      visit.open("/console/identities").check().checkReflow().picture("identities-narrow-dark");
      visit.page().locator("tbody a").first().click();
      visit.check().checkReflow().picture("identity-narrow-dark");
      assertThat(visit.page().locator("main form").count()).isZero();
    }
    try (Visit visit =
        Visit.of("grace", Visit.options(1280, 900).setColorScheme(ColorScheme.DARK))) {
      visit.open("/console/register").check().picture("register-dark");
    }
    try (Visit visit = Visit.of("grace")) {
      visit.open("/console/identities").check().picture("identities");
      visit.page().locator("tbody a").first().click();
      visit.check().picture("identity");
      visit.open("/console/register").checkReflow();
    }
  }

  @Test
  void refusesAScopeThatKeycloakDoesNotHave() {
    try (Visit visit = Visit.of("grace")) {
      visit.open("/console/register");
      visit.page().locator("#name").fill(name);
      visit.page().locator("#purpose").fill("Sorts letters by department");
      visit.page().locator("#scopes").fill("documents:read no:such:scope");
      visit.page().locator("#client-secret").check();
      visit.button("Register").click();

      assertThat(visit.page().locator("#scopes-error").innerText())
          .contains("no:such:scope", "Allowed Client Scopes");
      visit.check().open("/console/identities?q=" + name);
      assertThat(visit.page().locator("tbody tr").count()).isZero();
    }
  }

  @Test
  void asksNothingAgainOnTheWayBackFromWhatWasMended() {
    try (Visit visit = Visit.of("grace")) {
      visit.open("/console/register");
      visit.page().locator("#cadence").fill("0");
      fill(visit);
      PlaywrightAssertions.assertThat(visit.page().locator("#cadence-error")).isVisible();
      visit.page().locator("#cadence").fill("30");
      visit.button("Register").click();
      said(visit, "is registered");
      visit.page().goBack();
      assertThat(visit.heading()).isEqualTo("Register an identity");
      assertThat(visit.page().locator("#name").inputValue()).isEqualTo(name);

      visit.open("/console/identities?q=" + name).page().locator("tbody a").first().click();
      visit.page().locator("details:has(#revoke-name) > summary").click();
      visit.page().locator("#revoke-reason").fill("It sorts no more");
      visit.page().locator("#revoke-name").fill("another");
      visit.page().locator("form[action$=revoke] button").click();
      PlaywrightAssertions.assertThat(visit.page().locator("#refusal")).isFocused();
      assertThat(visit.page().locator("#revoke-reason").inputValue()).isEqualTo("It sorts no more");
      visit.check().page().locator("#revoke-name").fill(name);
      visit.page().locator("form[action$=revoke] button").click();
      said(visit, "revoked for good");

      visit.page().goBack();

      assertThat(visit.page().locator("#refusal").count()).isZero();
      standing(visit, "Revoked");
    }
  }

  /** As soon as its permit is at the gate. */
  private void getsATokenForItsScope(String secret) {
    JsonNode token =
        Patience.until(
            "a token for " + name,
            Duration.ofSeconds(60),
            () ->
                Optional.of(RunningStack.get().site().tokens().ask(name, secret, "documents:read"))
                    .filter(answer -> answer.status() == 200)
                    .map(Answer::body));
    assertThat(token.path("scope").asText()).contains("documents:read");
  }

  private void register(Visit visit) {
    visit.open("/console/register");
    fill(visit);
    assertThat(visit.message()).contains("is registered");
  }

  private void fill(Visit visit) {
    visit.page().locator("#name").fill(name);
    visit.page().locator("#purpose").fill("Sorts letters by department");
    visit.page().locator("#approve").check();
    visit.button("Register").click();
  }

  /** Waits for the page that says so. */
  private static void said(Visit visit, String sentence) {
    PlaywrightAssertions.assertThat(visit.page().locator(".st-message")).containsText(sentence);
  }

  /** Waits for the page that shows it so. */
  private static void standing(Visit visit, String word) {
    PlaywrightAssertions.assertThat(visit.page().locator(".st-standing").first())
        .containsText(word);
  }
}
