package dev.steward.deploy.bench;

import dev.steward.deploy.Console;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Places that take turns: one operation at a time, every place once in each round, so that what
 * else the machine does hits all alike.
 */
final class Contest {

  /** A turn ends after so long, however few requests it had. */
  private static final Duration LONGEST_TURN = Duration.ofSeconds(3);

  /** A server that knows its work already is shown another operation for no longer than this. */
  private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(15);

  /**
   * So many times as much is asked of a server that has not been asked for anything yet, however
   * long it takes: compilers count calls and not seconds.
   */
  private static final int COLD = 10;

  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  private final Set<String> warm = new HashSet<>();
  private final Options options;
  private final Console console;
  private final Load load;
  private final Figures figures;
  private final Runnable settle;

  /**
   * @param settle waits until the servers have finished what they do after they have answered
   */
  Contest(Options options, Console console, Figures figures, Runnable settle) {
    this.options = options;
    this.console = console;
    this.load = new Load(options.connections());
    this.figures = figures;
    this.settle = settle;
  }

  void measure(Collection<String> operations, List<Place> places) {
    for (String operation : operations.stream().filter(options::measures).toList()) {
      List<Place> able =
          places.stream().filter(place -> place.operations().containsKey(operation)).toList();
      for (Place place : able) {
        if (warm.add(place.name())) {
          load.on(place, operation, options.warmUp() * COLD, LONGEST_START);
        } else {
          load.on(place, operation, options.warmUp(), LONGEST_WARM_UP);
        }
        settle.run();
      }
      for (int round = 0; round < options.rounds(); round++) {
        for (Place place : able) {
          figures.add(operation, place, load.on(place, operation, options.turn(), LONGEST_TURN));
          settle.run();
        }
      }
      console.progress(summary(operation, able));
    }
  }

  private String summary(String operation, List<Place> places) {
    StringBuilder line = new StringBuilder("%-30s".formatted(operation));
    for (Place place : places) {
      line.append(
          "  %s %,.0f/s (%.0f us cpu)"
              .formatted(
                  place.name(),
                  figures.perSecond(operation, place.name()),
                  figures.all(operation, place.name()).busyMicros()));
    }
    return line.toString();
  }
}
