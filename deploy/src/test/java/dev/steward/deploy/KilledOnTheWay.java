package dev.steward.deploy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A site where a server may be killed while a signal is on its way. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class KilledOnTheWay {

  final RunningStack stack = RunningStack.get();
  private SignalRelay relay;

  @BeforeAll
  void signalsTakeALongerWay() throws IOException {
    relay = SignalRelay.to(stack.site().service());
    stack.stopKeycloak();
    startKeycloak();
  }

  @AfterAll
  void signalsTakeTheirOwnWayAgain() {
    stack.stopKeycloak();
    relay.close();
    stack.heal();
  }

  SignalRelay relay() {
    return relay;
  }

  void startKeycloak() {
    stack.startKeycloak(List.of("registry-url=" + relay.address(), "push-every=PT5S"));
  }

  void killService() {
    try {
      stack.killService();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  StoryAgent agent(String word) {
    StoryAgent made = StoryAgent.create(stack.site(), word);
    made.registerAndAccept(stack.realm());
    made.awaitPermit();
    return made;
  }
}
