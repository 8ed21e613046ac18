package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes on, and what still stops, while one of the servers is down. */
class OutageIT {

  private final RunningStack stack = RunningStack.get();
  private final StoryAgent agent = StoryAgent.create(stack.site(), "outlasting");

  @AfterEach
  void everythingRunsAgain() {
    stack.heal();
  }

  @Test
  void aReviewedAgentGoesOnWithoutTheRegistryAndLapsesWithoutIt() throws Exception {
    agent.registerAndAccept(stack.realm());
    agent.awaitPermit();

    stack.killService();

    assertThat(agent.ask().status()).isEqualTo(200);
    stack.site().travelKeycloak(Duration.ofDays(11));
    assertThat(agent.ask().body().path("error_description").asText()).startsWith("REVIEW_LAPSED:");
  }

  @Test
  void theRegistryComesBackWithAllThatItHadPromised() throws Exception {
    agent.registerAndAccept(stack.realm());
    long version = agent.version();

    stack.killService();
    stack.heal();

    assertThat(agent.version()).isEqualTo(version);
    agent.awaitPermit();
    assertThat(agent.ask().status()).isEqualTo(200);
    assertThat(stack.ledgerIsValid()).isTrue();
  }

  @Test
  void aPermitWaitsForKeycloak() {
    agent.registerAndAccept(stack.realm());
    agent.awaitPermit();
    String token = stack.site().tokens().ofClient(DemoRealm.PROVISIONING);

    stack.killKeycloak();
    assertThat(stack.site().registry().suspend("/scim/v2/Agents/" + agent.id(), token).status())
        .isEqualTo(200);
    stack.heal();

    agent.awaitPermit();
    assertThat(agent.ask().status()).isNotEqualTo(200);
    assertThat(stack.ledgerIsValid()).isTrue();
  }
}
