package dev.steward.deploy;

import java.util.function.Supplier;

/**
 * One step of a journey: it asks the servers something and holds when they answer as they should.
 *
 * @param act fails with {@link Trouble} when the step does not hold
 */
record Step(String title, Supplier<Exchange> act) {

  /** What was asked and what was answered, for people. */
  record Exchange(String asked, String answered) {}
}
