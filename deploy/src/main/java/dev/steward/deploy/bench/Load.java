package dev.steward.deploy.bench;

import dev.steward.deploy.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * Callers that ask without pause, each on a connection of its own and the next request after the
 * last answer.
 */
final class Load {

  private final int callers;
  private final SplittableRandom random = new SplittableRandom(42);

  Load(int callers) {
    this.callers = callers;
  }

  /**
   * Asks one server one thing so many times, or as often as it answers in a while: some answer in
   * the twinkling of an eye what others think about for long. Every refusal ends the benchmark: it
   * would be fast.
   */
  Sample on(Place place, String operation, int times, Duration longest) {
    AtomicInteger left = new AtomicInteger(times);
    long start = System.nanoTime();
    return on(
        place,
        operation,
        () -> left.getAndDecrement() > 0 && System.nanoTime() - start < longest.toNanos());
  }

  /** Asks one server one thing for as long as it is to go on. */
  Sample on(Place place, String operation, BooleanSupplier goesOn) {
    Function<RandomGenerator, Ask> question = place.operation(operation);
    Duration busyBefore = place.footprint().busy();
    long start = System.nanoTime();
    List<long[]> each = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      List<Future<long[]>> running = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        RandomGenerator own = random.split();
        running.add(threads.submit(() -> ask(place, question, own, goesOn)));
      }
      for (Future<long[]> one : running) {
        each.add(one.get());
      }
    } catch (ExecutionException e) {
      throw new Trouble("%s, %s: %s".formatted(place.name(), operation, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted while measuring " + place.name() + ".", e);
    }
    return new Sample(
        each.stream().flatMapToLong(LongStream::of).toArray(),
        Duration.ofNanos(System.nanoTime() - start),
        place.footprint().busy().minus(busyBefore));
  }

  private static long[] ask(
      Place place,
      Function<RandomGenerator, Ask> question,
      RandomGenerator random,
      BooleanSupplier goesOn) {
    var times = LongStream.builder();
    try (Wire wire = place.connect()) {
      while (goesOn.getAsBoolean()) {
        Ask ask = question.apply(random);
        String headers = place.headers().get();
        long before = System.nanoTime();
        Wire.Answer answer = wire.send(ask, headers);
        long after = System.nanoTime();
        if (!answer.ok()) {
          throw new Trouble(
              "%s %s was answered with %d %s"
                  .formatted(ask.method(), ask.path(), answer.status(), answer.text()));
        }
        times.add(after - before);
      }
    }
    return times.build().toArray();
  }
}
