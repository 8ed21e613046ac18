package dev.steward.deploy;

import dev.steward.keycloak.server.ServerTrouble;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for something that other processes bring about. */
final class Patience {

  private static final Duration PAUSE = Duration.ofMillis(250);

  private Patience() {}

  /**
   * Asks again and again until there is an answer; a server that cannot be reached has none yet.
   *
   * @param what ends the sentence "Waited 60 seconds for ..."
   */
  static <T> T until(String what, Duration atMost, Supplier<Optional<T>> question) {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      Optional<T> answer = ask(question);
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() > end) {
        throw new Trouble("Waited %d seconds for %s in vain.".formatted(atMost.toSeconds(), what));
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Trouble("Interrupted while waiting for " + what + ".", e);
      }
    }
  }

  private static <T> Optional<T> ask(Supplier<Optional<T>> question) {
    try {
      return question.get();
    } catch (ServerTrouble noAnswer) {
      return Optional.empty();
    }
  }
}
