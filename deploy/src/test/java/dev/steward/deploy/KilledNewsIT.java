package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.ServerTrouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the word that somebody went when a server is killed while it is on its way. */
class KilledNewsIT extends KilledOnTheWay {

  private static final Duration SOON = Duration.ofSeconds(90);

  private final RealmAdmin admin = stack.site().admin();
  private final String owner = stack.realm().personId(StoryAgent.OWNER);
  private StoryAgent agent;
  private boolean somebodyLooks = true;

  @BeforeEach
  void anAgentWhoseOwnerIsHere() {
    agent = agent("handed");
  }

  @AfterEach
  void theOwnerIsBackAndSomebodyLooks() {
    stack.heal();
    if (!somebodyLooks) {
      stack.restartService(List.of());
    }
    ownerIs(true);
  }

  @Test
  void itWaitsForARegistryThatWasKilledBeforeItCame() throws Exception {
    var killed = relay().before(owner, this::killService);
    ownerIs(false);
    SignalRelay.await(killed);

    startRegistryThatDoesNotLook();

    awaitOneHandOver();
  }

  @Test
  void itIsLookedIntoByARegistryThatWasKilledWhenItHadTakenIt() throws Exception {
    var killed = relay().after(owner, this::killService);
    ownerIs(false);
    SignalRelay.await(killed);

    startRegistryThatDoesNotLook();

    awaitOneHandOver();
  }

  @Test
  void itIsLookedIntoWhenAKeycloakThatWasKilledAnswersAgain() throws Exception {
    var killed = relay().after(owner, stack::killKeycloak);
    ownerIs(false);
    SignalRelay.await(killed);

    stack.startKeycloak();

    awaitOneHandOver();
  }

  @Test
  void itIsNotMissedWhenAKilledKeycloakTookItAlong() throws Exception {
    var killed = relay().before(agent.client(), stack::killKeycloak);
    try {
      admin.must("DELETE", "/demo/clients/" + agent.client(), null);
    } catch (ServerTrouble killedBeforeItAnswered) {
      assertThat(killedBeforeItAnswered).isNotNull();
    }
    SignalRelay.await(killed);

    stack.startKeycloak();

    awaitEvent("ClientGone");
  }

  private void startRegistryThatDoesNotLook() {
    somebodyLooks = false;
    stack.restartService(KeycloakNews.NOBODY_LOOKS);
  }

  private void awaitOneHandOver() {
    awaitEvent("BeginHandOver");
    assertThat(agent.events()).containsOnlyOnce("BeginHandOver");
    assertThat(stack.ledgerIsValid()).isTrue();
  }

  private void awaitEvent(String event) {
    Patience.until(
        event + " in the ledger",
        SOON,
        () -> Optional.of(agent.events()).filter(events -> events.contains(event)));
  }

  /** The answer may be lost with the server, what was done is not. */
  private void ownerIs(boolean here) {
    try {
      admin.must("PUT", "/demo/users/" + owner, Map.of("enabled", here));
    } catch (ServerTrouble killedBeforeItAnswered) {
      assertThat(here).isFalse();
    }
  }
}
