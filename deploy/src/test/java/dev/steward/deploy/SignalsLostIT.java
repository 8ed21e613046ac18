package dev.steward.deploy;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What the registry finds by looking when every signal is lost: the gate has nobody to tell. */
class SignalsLostIT extends KeycloakNews {

  @BeforeAll
  static void nobodyTells() {
    RunningStack.get().stopKeycloak();
    RunningStack.get().startSilentKeycloak();
  }

  @AfterAll
  static void somebodyTellsAgain() {
    RunningStack.get().stopKeycloak();
    RunningStack.get().heal();
  }

  /** An interval of the demo is ten seconds; a walk and a busy machine come on top. */
  @Override
  Duration soon() {
    return Duration.ofSeconds(45);
  }

  @Override
  void startKeycloak() {
    stack.startSilentKeycloak();
  }
}
