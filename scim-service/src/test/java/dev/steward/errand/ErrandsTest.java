package dev.steward.errand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.errand.Errand.Outcome;
import dev.steward.errand.Errand.Result;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ErrandsTest {

  private static final List<Result> RESULTS =
      List.of(
          new Result("invoice-matcher", new UUID(0, 1), Outcome.DONE, null),
          new Result("order-bot", null, Outcome.REFUSED, "there is none any more"));

  @Inject Errands errands;

  @Test
  void areDoneOnceAlsoWhenTwoAskAtATime() throws Exception {
    UUID id = UUID.randomUUID();
    var done = new AtomicInteger();
    Callable<Boolean> asking =
        () ->
            errands.once(
                id,
                "suspend",
                "carol",
                () -> {
                  done.incrementAndGet();
                  return RESULTS;
                });

    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Boolean> answers = new java.util.ArrayList<>();
      for (var each : threads.invokeAll(List.of(asking, asking, asking, asking))) {
        answers.add(each.get());
      }
      assertThat(answers).containsOnlyOnce(true);
    }

    assertThat(done).hasValue(1);
  }

  @Test
  void areRememberedForWhoeverAsked() {
    UUID id = UUID.randomUUID();

    errands.once(id, "suspend", "carol", () -> RESULTS);

    assertThat(errands.find(id, "carol").orElseThrow().results()).isEqualTo(RESULTS);
    assertThat(errands.find(id, "dave")).isEmpty();
  }

  @Test
  void haveNoResultsWhileTheyAreBeingDone() {
    UUID id = UUID.randomUUID();

    errands.once(
        id,
        "suspend",
        "carol",
        () -> {
          assertThat(errands.find(id, "carol").orElseThrow().results()).isNull();
          return RESULTS;
        });
  }

  @Test
  void mayBeAskedForAgainWhenTheyBrokeOff() {
    UUID id = UUID.randomUUID();
    assertThatThrownBy(
            () ->
                errands.once(
                    id,
                    "suspend",
                    "carol",
                    () -> {
                      throw new IllegalStateException("the database went away");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(errands.once(id, "suspend", "carol", () -> RESULTS)).isTrue();
  }
}
