package dev.steward.keycloak;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * What the clients of this node used since it was last asked, by client and day (UTC).
 *
 * <p>Counting takes no lock and writes nothing. Who was idle between two drains leaves; what a
 * straggler counted on it is found in the drain after. Beyond the bound new clients are not counted
 * until a drain made room; how many uses that cost is told.
 */
final class UseMeter {

  static final int MOST_TALLIES = 10_000;

  // A concurrent hash map locks a bin for whoever adds to it; a skip list locks nothing.
  private final Map<Key, Tally> tallies = new ConcurrentSkipListMap<>();
  private final LongAdder notCounted = new LongAdder();
  private final Clock clock;

  UseMeter(Clock clock) {
    this.clock = clock;
  }

  void count(Use use) {
    String day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
    Key key = new Key(use.realm(), use.client(), day);
    while (!added(key, use)) {
      Thread.onSpinWait();
    }
  }

  /** Tells false when the tally was retired meanwhile. */
  private boolean added(Key key, Use use) {
    Tally tally = tallies.get(key);
    if (tally == null) {
      if (tallies.size() >= MOST_TALLIES) {
        notCounted.increment();
        return true;
      }
      tally = tallies.computeIfAbsent(key, absent -> new Tally());
    }
    if (tally.add(use)) {
      return true;
    }
    tallies.remove(key, tally);
    return false;
  }

  /** Takes what was counted in some realms, by realm. Nobody else may drain at the same time. */
  synchronized Map<String, List<Map<String, Object>>> drain(Predicate<String> realms) {
    Map<String, List<Map<String, Object>>> drained = new LinkedHashMap<>();
    tallies.forEach(
        (key, tally) -> {
          if (realms.test(key.realm) && !take(key, tally, drained) && tally.retire()) {
            tallies.remove(key, tally);
            take(key, tally, drained);
          }
        });
    return drained;
  }

  /** What a drain would take now, by realm; it stays. */
  Map<String, List<Map<String, Object>>> show() {
    Map<String, List<Map<String, Object>>> shown = new LinkedHashMap<>();
    tallies.forEach((key, tally) -> put(key, tally.show(key.client, key.day), shown));
    return shown;
  }

  /** Whether it is better not to wait for the next drain. */
  boolean fills() {
    return tallies.size() > MOST_TALLIES / 2;
  }

  long notCounted() {
    return notCounted.sum();
  }

  private static boolean take(
      Key key, Tally tally, Map<String, List<Map<String, Object>>> drained) {
    return put(key, tally.take(key.client, key.day), drained);
  }

  private static boolean put(
      Key key, Optional<Map<String, Object>> use, Map<String, List<Map<String, Object>>> uses) {
    use.ifPresent(some -> uses.computeIfAbsent(key.realm, absent -> new ArrayList<>()).add(some));
    return use.isPresent();
  }

  private record Key(String realm, String client, String day) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::client).thenComparing(Key::realm).thenComparing(Key::day);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }
}
