package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.keycloak.server.RealmAdmin.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A security analyst stops clients that nobody registered, and Keycloak refuses them. */
class ShadowStopIT {

  private static final Duration ONE_WALK = Duration.ofSeconds(150);
  private static final String WHY = "seen from two networks at once";

  private final RunningStack stack = RunningStack.get();

  @BeforeEach
  void calm() {
    stack.heal();
  }

  @Test
  void suspendsOneThatIsThenRefusedUntilSomebodyResumesIt() {
    StoryAgent shadow = StoryAgent.create(stack.site(), "unknown");
    assertThat(shadow.ask().status()).isEqualTo(200);
    try (Visit visit = Visit.of("frank")) {
      choose(visit, "unknown", List.of(shadow), "Suspend");
      assertThat(visit.heading()).contains("what would happen");
      visit.check().picture("shadows-stop");
      visit.button("Suspend: 1 client").click();
      assertThat(visit.page().locator("[role=status]").first().innerText()).contains("1 done");
      visit.check();
      refused(shadow);

      visit.link(shadow.name()).click();
      assertThat(visit.page().locator(".st-standing").first().innerText()).contains("Suspended");
      assertThat(visit.page().locator("#history").innerText()).contains("Frank Fischer", WHY);
      visit.page().locator("summary:has-text('Resume')").click();
      visit.page().locator("#resume-reason").fill("It was a planned move");
      visit.page().locator("form[action$=resume] button").click();

      Patience.until(
          "the client to be let in again",
          Duration.ofSeconds(60),
          () -> Optional.of(shadow.ask()).filter(answer -> answer.status() == 200));
    }
    assertThat(stack.ledgerIsValid()).isTrue();
  }

  @Test
  void revokesSeveralForGoodAfterTheirNumberWasTyped() {
    List<StoryAgent> shadows =
        List.of(StoryAgent.create(stack.site(), "stray"), StoryAgent.create(stack.site(), "stray"));
    try (Visit visit = Visit.of("frank")) {
      choose(visit, "stray", shadows, "Revoke");
      visit.field("To end for good, type 2").fill("1");
      visit.button("Revoke: 2 clients").click();
      assertThat(visit.page().locator("[role=alert]").innerText()).contains("type 2");
      visit.check();
      assertThat(shadows.getFirst().ask().status()).isEqualTo(200);

      visit.field("To end for good, type 2").fill("2");
      visit.button("Revoke: 2 clients").click();
      assertThat(visit.page().locator("[role=status]").first().innerText()).contains("2 done");
    }
    shadows.forEach(this::refused);
  }

  @Test
  void leavesOneToWhoIsAskedAndSaysYesInTheirWork() {
    StoryAgent shadow = StoryAgent.create(stack.site(), "adrift");
    try (Visit frank = Visit.of("frank");
        Visit erin = Visit.of("erin")) {
      tick(frank, "adrift", List.of(shadow));
      frank.field("Who is asked").fill("erin");
      frank.button("Show what would happen").click();
      frank.check().button("Ask about 1 client").click();
      assertThat(frank.message()).contains("1 done");

      erin.open("/console/work").check().link(shadow.name()).click();
      assertThat(erin.page().locator("main").innerText()).contains("Nobody registered this client");
      erin.check().checkReflow().picture("client-question");
      erin.button("I will answer for it").click();

      assertThat(erin.message()).contains("You answer for " + shadow.name());
      erin.open("/console/identities?q=" + shadow.name());
      assertThat(erin.link(shadow.name()).count()).isOne();
    }
    assertThat(shadow.ask().status()).isEqualTo(200);
  }

  /** Ticks them once the registry has met them, and looks at what would stop. */
  private static void choose(Visit visit, String word, List<StoryAgent> shadows, String how) {
    tick(visit, word, shadows);
    visit.page().locator("#stop-" + how.toLowerCase(java.util.Locale.ROOT)).check();
    visit.page().locator("#reason").fill(WHY);
    visit.button("Show what would stop").click();
  }

  private static void tick(Visit visit, String word, List<StoryAgent> shadows) {
    Patience.until(
        "the registry to meet " + word,
        ONE_WALK,
        () -> {
          visit.open("/console/shadows?name=" + word);
          return shadows.stream().allMatch(one -> visit.field("Choose " + one.name()).count() == 1)
              ? Optional.of(word)
              : Optional.empty();
        });
    shadows.forEach(one -> visit.field("Choose " + one.name()).check());
  }

  private void refused(StoryAgent shadow) {
    Answer answer =
        Patience.until(
            "the token endpoint to refuse " + shadow.name(),
            Duration.ofSeconds(60),
            () -> Optional.of(shadow.ask()).filter(one -> one.status() >= 400));
    assertThat(answer.status()).isBetween(400, 401);
  }
}
