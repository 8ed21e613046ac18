package dev.steward.deploy;

/** A site where a server may be killed while a signal is on its way. */
abstract class KilledOnTheWay {

  final RunningStack stack = RunningStack.get();

  SignalRelay relay() {
    return stack.relay();
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
