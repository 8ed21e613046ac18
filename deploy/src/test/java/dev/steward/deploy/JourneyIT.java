package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The journey that {@code deploy/up --story} tells, on a real Keycloak and a real PostgreSQL. */
class JourneyIT {

  private final RunningStack stack = RunningStack.get();
  private final Journey journey = new Journey(stack.site(), stack.realm());

  /** Each step rests on those before it, in this order. */
  @TestFactory
  Stream<DynamicTest> fromRegistrationToRevocation() {
    return journey.steps().stream()
        .map(
            step ->
                dynamicTest(
                    step.title(), () -> assertThat(step.act().get().answered()).isNotBlank()));
  }

  @AfterEach
  void clocksAreBack() {
    journey.backToNow();
  }
}
