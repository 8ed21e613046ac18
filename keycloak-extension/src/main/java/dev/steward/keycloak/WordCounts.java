package dev.steward.keycloak;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * How often each word was seen since it was last taken, without a lock and without loss.
 *
 * <p>The first 63 words count for themselves, the rest as {@code other}: they are other people's.
 */
final class WordCounts {

  static final String OTHER = "other";
  static final int MOST = 64;

  /** One of another kind would have the registry refuse all that is told with it. */
  private static final Pattern SHOWN = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,128}");

  private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();

  void add(String word) {
    AtomicLong known = counts.get(word);
    if (known == null) {
      String name = counts.size() >= MOST - 1 || !SHOWN.matcher(word).matches() ? OTHER : word;
      known = counts.computeIfAbsent(name, absent -> new AtomicLong());
    }
    known.incrementAndGet();
  }

  /** The counts as they are read; a word that was not seen is left out. */
  Map<String, Long> tell(ToLongFunction<AtomicLong> read) {
    Map<String, Long> told = new TreeMap<>();
    counts.forEach(
        (word, count) -> {
          long times = read.applyAsLong(count);
          if (times > 0) {
            told.put(word, times);
          }
        });
    return told;
  }
}
