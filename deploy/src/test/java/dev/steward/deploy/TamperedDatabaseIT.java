package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody gets who edits permits in Keycloak's own database, past every check in between. */
class TamperedDatabaseIT {

  private static final Duration ONE_WALK = Duration.ofSeconds(90);

  private final RunningStack stack = RunningStack.get();
  private final StoryAgent edited = agent();
  private final StoryAgent deleted = agent();
  private final StoryAgent rolledBack = agent();

  @AfterEach
  void everythingRunsAgain() {
    stack.heal();
  }

  @Test
  void isRefusedAtOnceAndTheRegistryPutsItRightAndRecordsIt() throws Exception {
    String permit = edited.permit();
    String older = rolledBack.permit();
    Registry.mustBeOk("Accepting", rolledBack.accept());
    rolledBack.awaitPermit();
    // What the registry does not know to be there it sends once more, whatever is there.
    Patience.until(
        "every permit settled",
        ONE_WALK,
        () -> Optional.of(undelivered()).filter(line -> line.endsWith(" 0.0")));

    stack.killService();
    stack.stopKeycloak();
    // The end of a signature, which an ordinary decoder would not even notice.
    write(edited, permit.substring(0, permit.length() - 1) + (permit.endsWith("A") ? "B" : "A"));
    stack.editKeycloaksDatabase(
        "delete from CLIENT_ATTRIBUTES where NAME = 'steward.permit' and CLIENT_ID = '%s'"
            .formatted(deleted.client()));
    write(rolledBack, older);
    stack.startKeycloak();

    assertThat(refusal(edited)).startsWith("SEAL_BROKEN:");
    assertThat(refusal(deleted)).startsWith("PERMIT_MISSING:");
    assertThat(refusal(rolledBack)).startsWith("ROLLED_BACK:");

    stack.heal();
    for (StoryAgent agent : new StoryAgent[] {edited, deleted, rolledBack}) {
      Patience.until(
          "a token for " + agent.name(),
          ONE_WALK,
          () -> Optional.of(agent.ask()).filter(answer -> answer.status() == 200));
      Patience.until(
          "PermitTampered in the ledger",
          ONE_WALK,
          () -> Optional.of(agent.events()).filter(events -> events.contains("PermitTampered")));
    }
    assertThat(stack.ledgerIsValid()).isTrue();
  }

  private StoryAgent agent() {
    StoryAgent agent = StoryAgent.create(stack.site(), "tampered");
    Registry.mustBeOk("Registering " + agent.name(), agent.register(stack.realm()));
    agent.awaitPermit();
    return agent;
  }

  private void write(StoryAgent agent, String permit) throws IOException, InterruptedException {
    stack.editKeycloaksDatabase(
        "update CLIENT_ATTRIBUTES set VALUE = '%s' where NAME = 'steward.permit' and CLIENT_ID = '%s'"
            .formatted(permit, agent.client()));
  }

  private String undelivered() {
    return stack.site().registry().metrics().stream()
        .filter(line -> line.startsWith("steward_permits_undelivered"))
        .findFirst()
        .orElseThrow();
  }

  private static String refusal(StoryAgent agent) {
    return agent.ask().body().path("error_description").asText();
  }
}
