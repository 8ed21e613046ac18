package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions that end, stall or never begin, before somebody who works with the console. */
class SessionIT {

  private static final String WHY = "It reads the invoices of one team";
  private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");
  private static final Duration UNTIL_THE_TOKEN_ENDS = Duration.ofSeconds(60);

  private final RunningStack stack = RunningStack.get();

  @AfterEach
  void tokensLastAsBefore() {
    tokensLast("");
  }

  @Test
  void leadsToTheSignInWhenItWasEndedAtKeycloak() {
    tokensLast("3");
    try (Visit visit = Visit.of("alice")) {
      visit.open("/console/identities?q=weekly").endSessionAtKeycloak();
      Patience.until(
          "the sign-in",
          UNTIL_THE_TOKEN_ENDS,
          () -> is(isSignIn(visit, "/console/identities?q=weekly")));
      visit.signInIfAsked();

      assertThat(visit.heading()).isEqualTo("Identities");
      assertThat(visit.page().locator("#q").inputValue()).isEqualTo("weekly");
    }
  }

  @Test
  void losesNothingThatWasTypedWhenItWasEndedAtKeycloak() {
    tokensLast("3");
    try (Visit visit = Visit.of("alice")) {
      fillIn(visit);
      visit.endSessionAtKeycloak();
      Patience.until("the end", UNTIL_THE_TOKEN_ENDS, () -> is(answersToOthers(visit) == 499));
      visit.page().locator("#name").press("Enter");
      assertThat(visit.heading()).isEqualTo("Your session had ended");

      visit.check().link("Sign in and go back to the form").click();
      visit.signInIfAsked();

      assertThat(visit.field("Purpose").inputValue()).isEqualTo(WHY);
    }
  }

  @Test
  void saysWhatToDoWhenKeycloakSendsSomebodyBackWithoutLettingThemIn() {
    try (Visit visit = Visit.nowhere("alice")) {
      visit.page().navigate("/console/work");
      Matcher state = STATE.matcher(visit.page().url());
      assertThat(state.find()).isTrue();
      visit
          .page()
          .navigate(
              "/console/signed-in?error=temporarily_unavailable"
                  + "&error_description=authentication_expired&state="
                  + state.group(1));

      assertThat(visit.heading()).isEqualTo("Signing in did not work");
      visit.check().checkReflow().link("Sign in again").click();
      visit.signInIfAsked();
      assertThat(visit.heading()).isEqualTo("My work");
    }
  }

  @Test
  void isNotLostWhileKeycloakIsFrozen() throws IOException, InterruptedException {
    tokensLast("3");
    try (Visit visit = Visit.of("alice")) {
      fillIn(visit);
      stack.signalKeycloak("STOP");
      try {
        Patience.until("a refusal", UNTIL_THE_TOKEN_ENDS, () -> is(answersToOthers(visit) == 503));
        visit.page().locator("#name").press("Enter");
        assertThat(visit.heading()).isEqualTo("Keycloak does not answer");
        assertThat(visit.page().getByRole(AriaRole.TEXTBOX).allInnerTexts()).isNotEmpty();
        visit.check().checkReflow().picture("keycloak-silent");
      } finally {
        stack.signalKeycloak("CONT");
      }
      visit.link("Try again and go back to the form").click();

      assertThat(visit.heading()).isEqualTo("Register an identity");
      assertThat(visit.field("Purpose").inputValue()).isEqualTo(WHY);
    }
  }

  /** Leaves the field, too: what its script asks for is answered while the session is alive. */
  private static void fillIn(Visit visit) {
    visit.open("/console/register").field("Purpose").fill(WHY);
    visit.page().locator("#name").focus();
    visit.page().waitForLoadState(LoadState.NETWORKIDLE);
  }

  private static Optional<Boolean> is(boolean so) {
    return so ? Optional.of(true) : Optional.empty();
  }

  private static boolean isSignIn(Visit visit, String path) {
    visit.page().navigate(path);
    return visit.page().locator("#kc-login").count() > 0;
  }

  /** What the browser's scripts are answered when they ask for something. */
  private static int answersToOthers(Visit visit) {
    return ((Number)
            visit
                .page()
                .evaluate(
                    "async () => (await fetch('/console/work',"
                        + " {headers: {'X-Requested-With': 'JavaScript'}})).status"))
        .intValue();
  }

  /**
   * How many seconds the console's tokens are good for; empty for as long as those of the realm.
   */
  private void tokensLast(String seconds) {
    String path =
        "/%s/clients/%s".formatted(DemoRealm.NAME, stack.realm().clientUuid(DemoRealm.CONSOLE));
    ObjectNode client = (ObjectNode) stack.site().admin().must("GET", path, null);
    client.withObject("/attributes").put("access.token.lifespan", seconds);
    stack.site().admin().must("PUT", path, client);
  }
}
