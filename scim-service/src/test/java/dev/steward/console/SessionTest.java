package dev.steward.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Answer;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class SessionTest {

  private static final Duration UNTIL_THE_TOKEN_ENDS = Duration.ofSeconds(30);
  private static final Map<String, String> TYPED = Map.of("reason", "It reads <all> invoices");

  private final String person = Sample.person();
  private final Browser browser = Browser.of(person);
  private final KeycloakDouble keycloak = KeycloakDouble.running();

  @BeforeEach
  void signsInForAMoment() {
    keycloak.briefSessions(person);
    assertThat(browser.open("/console/work").status()).isEqualTo(200);
  }

  @Test
  void goesOnWhenKeycloakSaysSo() {
    await().during(UNTIL_THE_TOKEN_ENDS.dividedBy(6)).until(this::isSignedIn);
  }

  @Nested
  class EndedAtKeycloak {

    @BeforeEach
    void ends() {
      keycloak.endSessions(person);
      await().atMost(UNTIL_THE_TOKEN_ENDS).until(() -> sent().status() == 401);
    }

    @Test
    void leadsToTheSignInAndBackToThePage() {
      Page page = browser.open("/console/identities?q=invoices");

      assertThat(page.status()).isEqualTo(200);
      assertThat(page.heading()).isEqualTo("Identities");
      assertThat(page.address()).hasQuery("q=invoices");
    }

    @Test
    void showsAgainWhatWasSent() {
      Page page = sent();

      assertThat(page.heading()).isEqualTo("Your session had ended");
      assertThat(page.texts("textarea")).containsExactly(TYPED.get("reason"));
      assertThat(page.texts("main a")).containsExactly("Sign in and go back to the form");
    }

    @Test
    void tellsScriptsToLoadThePage() {
      assertThat(browser.get("X-Requested-With", "JavaScript", "/console/identities").status())
          .isEqualTo(499);
    }
  }

  @Nested
  class AboutWhichKeycloakIsSilent {

    @BeforeEach
    void isSilent() {
      keycloak.silent(person, true);
      await()
          .atMost(UNTIL_THE_TOKEN_ENDS)
          .until(() -> browser.open("/console/work").status() == 503);
    }

    @Test
    void isToldAfterAWhileAndGoesOnAfterwards() {
      Page page = browser.open("/console/work?after=x");
      keycloak.silent(person, false);

      assertThat(page.heading()).isEqualTo("Keycloak does not answer");
      assertThat(page.header("Retry-After")).isNotBlank();
      assertThat(page.texts("main a")).containsExactly("Try again");
      assertThat(page.html().select("main a").attr("href")).isEqualTo("/console/work?after=x");
      assertThat(page.header("Set-Cookie")).isEmpty();
      assertThat(isSignedIn()).isTrue();
    }

    @Test
    void losesNothingThatWasSent() {
      Page page = sent();
      keycloak.silent(person, false);

      assertThat(page.status()).isEqualTo(503);
      assertThat(page.texts("textarea")).containsExactly(TYPED.get("reason"));
      assertThat(page.texts("main a")).containsExactly("Try again and go back to the form");
    }
  }

  @Test
  void goesOnThoughKeycloakForgotToAnswer() {
    keycloak.forgetsNext(person);
    awaitsRefusal();

    await().atMost(UNTIL_THE_TOKEN_ENDS).until(this::isSignedIn);
  }

  @Nested
  class BetweenWhichAndKeycloakSomethingIsBroken {

    static Stream<Answer> noWordOfKeycloak() {
      return Stream.of(
          Answer.HANGS_UP,
          new Answer(502, "<h1>Bad Gateway</h1>", "text/html"),
          new Answer(503, "{\"error\":\"temporarily_unavailable\"}"),
          new Answer(429, "Too many requests", "text/plain"),
          new Answer(404, "<h1>Not here</h1>", "text/html"),
          new Answer(404, "{\"status\":404,\"error\":\"Not Found\"}"),
          new Answer(200, "{\"status\":\"maintenance\"}"),
          new Answer(200, "<h1>We are back soon</h1>", "text/html"),
          new Answer(500, ""));
    }

    @ParameterizedTest
    @MethodSource("noWordOfKeycloak")
    void isNotLost(Answer answer) {
      keycloak.answersRefresh(person, answer);
      awaitsRefusal();

      Page page = browser.open("/console/work?after=x");
      Page sent = sent();
      keycloak.answersRefresh(person, null);

      assertThat(page.heading()).isEqualTo("Keycloak does not answer");
      assertThat(page.header("Set-Cookie")).isEmpty();
      assertThat(page.header("Retry-After")).isNotBlank();
      assertThat(sent.status()).isEqualTo(503);
      assertThat(sent.texts("textarea")).containsExactly(TYPED.get("reason"));
      assertThat(isSignedIn()).isTrue();
    }
  }

  private void awaitsRefusal() {
    await().atMost(UNTIL_THE_TOKEN_ENDS).until(() -> status() == 503);
  }

  private boolean isSignedIn() {
    return status() == 200;
  }

  /** Without the way over Keycloak, which would sign the person in again. */
  private int status() {
    return browser.get("Accept", "text/html", "/console/work").status();
  }

  private Page sent() {
    return browser.post("/console/work", TYPED);
  }
}
