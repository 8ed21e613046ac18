package dev.steward.deploy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What the registry knows by signals alone: nobody looks at Keycloak for an hour. */
class SignalsAloneIT extends KeycloakNews {

  @BeforeAll
  static void nobodyLooks() {
    RunningStack.get().restartService(NOBODY_LOOKS);
  }

  @AfterAll
  static void somebodyLooksAgain() {
    RunningStack.get().heal();
    RunningStack.get().restartService(List.of());
  }

  @Override
  Duration soon() {
    return Duration.ofSeconds(30);
  }

  @Override
  void startKeycloak() {
    stack.startKeycloak();
  }
}
