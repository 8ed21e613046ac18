package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of counted uses when a server is killed while they are on their way. */
class KilledCountsIT extends KilledOnTheWay {

  private static final Duration SOON = Duration.ofSeconds(90);

  private StoryAgent agent;

  @BeforeEach
  void anAgentThatHasUsedFiveTokens() {
    agent = agent("counted");
    use(agent, 5);
    awaitIssued(agent, 5);
  }

  @AfterEach
  void everythingRunsAgain() {
    stack.heal();
  }

  @Test
  void aKilledKeycloakForgetsNoMoreThanItCountedSinceItsLastPush() {
    use(agent, 4);
    stack.killKeycloak();
    stack.startKeycloak();
    use(agent, 2);

    awaitThatAllIsPushed();
    assertThat(issued(agent)).isBetween(5L + 2, 5L + 4 + 2);
  }

  @Test
  void aKeycloakKilledBeforeItsCountsArriveTellsThemInItsNextLife() throws Exception {
    use(agent, 4);
    SignalRelay.await(relay().before(agent.client(), stack::killKeycloak));
    stack.startKeycloak();
    use(agent, 2);

    awaitThatAllIsPushed();
    assertThat(issued(agent)).isEqualTo(5 + 4 + 2);
  }

  @Test
  void aKeycloakKilledBeforeItHearsThatItsCountsArrivedHasThemCountedOnce() throws Exception {
    use(agent, 4);
    SignalRelay.await(relay().after(agent.client(), stack::killKeycloak));
    stack.startKeycloak();
    use(agent, 2);

    awaitThatAllIsPushed();
    assertThat(issued(agent)).isEqualTo(5 + 4 + 2);
  }

  @Test
  void aRegistryKilledBeforeCountsArriveMissesNone() throws Exception {
    use(agent, 4);
    SignalRelay.await(relay().before(agent.client(), this::killService));
    use(agent, 3);
    stack.heal();

    awaitThatAllIsPushed();
    assertThat(issued(agent)).isEqualTo(5 + 4 + 3);
  }

  @Test
  void aRegistryKilledBeforeItCouldSayThatCountsArrivedCountsNoneTwice() throws Exception {
    use(agent, 4);
    SignalRelay.await(relay().after(agent.client(), this::killService));
    use(agent, 3);
    stack.heal();

    awaitThatAllIsPushed();
    assertThat(issued(agent)).isEqualTo(5 + 4 + 3);
    assertThat(stack.ledgerIsValid()).isTrue();
  }

  @Test
  void whatIsCountedWhileNobodyTakesItOutlivesAKilledKeycloak() throws Exception {
    stack.killService();
    use(agent, 4);
    awaitKept(4);
    use(agent, 3);
    awaitKept(4 + 3);

    stack.killKeycloak();
    stack.startKeycloak();
    stack.heal();

    awaitThatAllIsPushed();
    assertThat(issued(agent)).isEqualTo(5 + 4 + 3);
  }

  private static void use(StoryAgent agent, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(agent.ask().status()).isEqualTo(200);
    }
  }

  /** Waits until so many tokens of the agent are in the gate's own file. */
  private void awaitKept(long tokens) {
    Patience.until(
        "the gate to keep %d tokens of %s".formatted(tokens, agent.name()),
        SOON,
        () -> Optional.of(kept()).filter(known -> known == tokens));
  }

  private long kept() {
    try {
      return DemoRealm.JSON
          .readTree(Files.readAllBytes(stack.gatesFiles().resolve("untold-uses.json")))
          .findValues("uses")
          .stream()
          .flatMap(JsonNode::valueStream)
          .filter(use -> use.path("client").asText().equals(agent.client()))
          .mapToLong(use -> use.path("issued").asLong())
          .sum();
    } catch (IOException notThere) {
      return 0;
    }
  }

  /** Whatever was counted before comes before this, or with it. */
  private void awaitThatAllIsPushed() {
    StoryAgent last = agent("last");
    use(last, 1);
    awaitIssued(last, 1);
  }

  private void awaitIssued(StoryAgent agent, long tokens) {
    Patience.until(
        "the registry to know of %d tokens of %s".formatted(tokens, agent.name()),
        SOON,
        () -> Optional.of(issued(agent)).filter(known -> known >= tokens));
    assertThat(issued(agent)).isEqualTo(tokens);
  }

  private long issued(StoryAgent agent) {
    return Registry.mustBeOk(
            "Reading what %s used".formatted(agent.name()),
            stack
                .site()
                .registry()
                .get(
                    "/identities/%s/usage".formatted(agent.id()),
                    stack.site().tokens().ofPerson("carol", "reports:read")))
        .body()
        .path("days")
        .valueStream()
        .map(day -> day.path("issued"))
        .mapToLong(JsonNode::asLong)
        .sum();
  }
}
