package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.keycloak.server.RealmAdmin;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the registry knows of what happens in Keycloak, whether or not the word of it arrives. */
class SignalIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final RunningStack stack = RunningStack.get();
  private final RealmAdmin admin = stack.site().admin();
  private final StoryAgent agent = StoryAgent.create(stack.site(), "watched");

  @AfterEach
  void everythingRunsAgainAndTheOwnerIsBack() {
    stack.heal();
    enable(true);
  }

  @Test
  void anOwnerWhoIsDisabledOrphansTheirAgent() {
    agent.registerAndAccept(stack.realm());

    enable(false);

    assertThat(awaitReason()).isEqualTo("owner-disabled");
  }

  @Test
  void nothingIsLostWhenTheRegistryIsKilledMeanwhile() throws Exception {
    agent.registerAndAccept(stack.realm());

    stack.killService();
    enable(false);
    stack.heal();

    assertThat(awaitReason()).isEqualTo("owner-disabled");
    assertThat(stack.ledgerIsValid()).isTrue();
  }

  @Test
  void nothingIsLostWhenKeycloakIsKilledRightAfter() {
    agent.registerAndAccept(stack.realm());

    enable(false);
    stack.killKeycloak();
    stack.heal();

    assertThat(awaitReason()).isEqualTo("owner-disabled");
  }

  private String awaitReason() {
    return Patience.until("the orphan " + agent.name(), SOON, this::reason);
  }

  private Optional<String> reason() {
    return Registry.mustBeOk(
            "Reading the orphan report",
            stack
                .site()
                .registry()
                .get(
                    "/reports/orphans?limit=1000&owner=" + stack.realm().personId(StoryAgent.OWNER),
                    stack.site().tokens().ofPerson("carol", "reports:read")))
        .body()
        .path("orphans")
        .valueStream()
        .filter(orphan -> orphan.path("identity").asText().equals(agent.id()))
        .map(orphan -> orphan.path("reason").asText())
        .findFirst();
  }

  private void enable(boolean enabled) {
    admin.must(
        "PUT",
        "/" + DemoRealm.NAME + "/users/" + stack.realm().personId(StoryAgent.OWNER),
        Map.of("enabled", enabled));
  }
}
