package dev.steward.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.identity.Identity;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HouseTest {

  @Inject IdentityRegistry registry;

  private final String person = Sample.person();
  private final Browser browser = Browser.of(person);

  @Test
  void letsAPersonInByKeycloak() {
    Page page = browser.open("/");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.address().getPath()).isEqualTo("/console/work");
    assertThat(page.heading()).isEqualTo("My work");
    assertThat(page.texts(".st-who-name")).containsExactly("Person " + person);
    assertThat(page.texts(".st-who-role")).containsExactly("Owner");
  }

  @Test
  void tellsTheBrowserWhatAPageMayDo() {
    Page page = browser.open("/console/work");

    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .contains("form-action 'self' " + KeycloakDouble.running().urlForBrowsers() + ";")
        .doesNotContain("unsafe");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.html().select("[style], script:not([src]), [onclick], [hx-on]")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"work", "reviews", "identities", "register", "orphans", "realms"})
  void leadsNowhereUpFromARoom(String room) {
    Page page = Browser.of(person, "steward-admin").open("/console/" + room);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.html().select("nav[aria-label=Breadcrumb]")).isEmpty();
  }

  @Test
  void saysWhatIsNotThereOnAPage() {
    Page page = browser.open("/console/nowhere");

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.heading()).isEqualTo("There is nothing here");
    assertThat(page.texts(".st-card p"))
        .contains("There is nothing at /console/nowhere.")
        .anyMatch(said -> said.contains("not yours to see"));
    assertThat(page.texts("nav[aria-label=Rooms] a")).contains("My work", "Reviews", "Identities");
    assertThat(page.texts(".st-who-name")).containsExactly("Person " + person);
  }

  @Test
  void leadsOnwardFromWhatIsNotOnesToSee() {
    Page page = browser.open("/console/orphans");

    assertThat(page.status()).isEqualTo(403);
    assertThat(page.heading()).isEqualTo("This is not yours to do");
    assertThat(page.texts("nav[aria-label=Rooms] a")).contains("My work").doesNotContain("Orphans");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ledger?from=yesterday",
        "ledger?before=x",
        "ledger?identity=x",
        "realms?from=x",
        "orphans?at=x",
        "orphans?reason=x",
        "orphans?after=x",
        "orphans?at=2026-01-01&after=x",
        "shadows?after=x",
        "overview/ends?week=x",
        "overview/ends?after=x",
        "overview/reviews",
        "identities?tier=x",
        "identities?review=x",
        "overview/ends?cause=x",
        "identities?after=x",
        "identities/x",
        "identities/00000000-0000-7000-8000-000000000000",
        "identities/00000000-0000-7000-8000-000000000000?before=x",
        "reviews?tier=x",
        "reviews/00000000-0000-7000-8000-000000000000",
        "shadows?flag=x",
        "controls/x"
      })
  void refusesInWordsForPeople(String address) {
    Page page = Browser.of(person, "steward-admin").open("/console/" + address);

    assertThat(page.status()).isBetween(400, 404);
    assertThat(page.texts(".st-card p").getFirst())
        .matches("[A-Z0-9'].*[.?]")
        .doesNotContain("query parameter", "GET ", "JSON", "ISO 8601")
        .doesNotContainPattern("\\b[a-z]+[A-Z][a-z]+|\\b[A-Z]+_[A-Z_]+\\b|\\bPT?[0-9]+[A-Z]\\b");
  }

  @Test
  void leadsBackFromWhatCannotBeLookedFor() {
    Browser admin = Browser.of(person, "steward-admin");
    admin.open("/console/shadows?unasked=yes");

    Page page =
        admin.get(
            "Referer",
            admin.address("/console/shadows?unasked=yes").toString(),
            "/console/shadows?flag=striped");

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.html().select("a[href='/console/shadows?unasked=yes']").text())
        .isEqualTo("Back to where you were");
    assertThat(page.html().select("[data-too-late]")).isEmpty();
    assertThat(page.html().text()).doesNotContain("Nothing was done");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlin", "Etc/GMT+5", "Asia/Kolkata"})
  void tellsTimesInTheZoneOfTheBrowser(String zone) {
    assertThat(timeIn(zone)).doesNotEndWith("UTC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Nowhere/AtAll", "%", "Europe%2FBerlin"})
  void tellsTimesInUtcWhereTheZoneIsNone(String zone) {
    assertThat(timeIn(zone)).endsWith("UTC");
  }

  @ParameterizedTest
  @CsvSource({
    "ledger/checks, ledger",
    "reviews/revocations, reviews",
    "reviews/limits, reviews",
    "orphans/answers, orphans",
    "orphans/answers/preview, orphans",
    "shadows/adoptions/preview, shadows",
    "shadows/stops/preview, shadows",
    "shadows/lists/preview, shadows/lists",
    "work/answers/preview, work",
    "register/check, register"
  })
  void leadsToTheFormWhoeverAsksForWhatOnlyTakesForms(String address, String form) {
    Page page = Browser.of(person, "steward-admin").open("/console/" + address);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.address().getPath()).isEqualTo("/console/" + form);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%0D%0ASet-Cookie:x", "%C3%A9", "a%20b", "a%2Fb"})
  void leadsNowhereElseWhateverStandsInTheAddressOfAForm(String word) {
    Page page =
        Browser.of(person, "steward-admin").open("/console/shadows/asked/" + word + "/withdrawal");

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.address().getRawPath()).isEqualTo("/console/shadows/asked/" + word);
  }

  @Test
  void leadsToTheFormInTheListAsItWasNarrowed() {
    Page page =
        Browser.of(person, "steward-admin").open("/console/reviews/limits?whose=all&tier=high");

    assertThat(page.address()).hasPath("/console/reviews").hasQuery("whose=all&tier=high");
  }

  @Test
  void takesNothingThatAnotherSiteSends() {
    browser.open("/console/work");

    Page page = browser.postFromElsewhere("/console/sign-out", Map.of());

    assertThat(page.status()).isEqualTo(403);
    assertThat(browser.open("/console/work").status()).isEqualTo(200);
  }

  @Test
  void showsAgainWhatWasSentAfterTheSessionHadEnded() {
    Page page = browser.post("/console/work", Map.of("reason", "It reads <all> invoices"));

    assertThat(page.status()).isEqualTo(401);
    assertThat(page.heading()).isEqualTo("Your session had ended");
    assertThat(page.texts("textarea")).containsExactly("It reads <all> invoices");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "application/json", "text/plain"})
  void saysTheSameToWhoeverSendsNoForm(String type) {
    Map<String, String> headers = new HashMap<>(Map.of("Sec-Fetch-Site", "same-origin"));
    if (!type.isEmpty()) {
      headers.put("Content-Type", type);
    }

    assertThat(given().headers(headers).post("/console/work").statusCode()).isEqualTo(401);
  }

  @Test
  void saysThatSomebodyIsSignedOutWhoWasAlready() {
    Page page = browser.post("/console/sign-out", Map.of());

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.heading()).isEqualTo("You are signed out");
  }

  @Test
  void signsOutAtKeycloakToo() {
    browser.open("/console/work");

    Page page = browser.post("/console/sign-out", Map.of());

    assertThat(page.address().getPath()).endsWith("/logout");
  }

  /** When an agent was registered, as its page tells a browser in a zone. */
  private String timeIn(String zone) {
    Identity identity = registry.register(Sample.agent(person), Sample.PROVISIONER).identity();
    Page page =
        Browser.of(person, "steward-admin").in(zone).open("/console/identities/" + identity.id());
    return page.texts("#history time").getFirst();
  }
}
