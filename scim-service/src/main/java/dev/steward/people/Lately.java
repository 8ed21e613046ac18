package dev.steward.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked a moment ago, in whatever case, and need not be asked again. */
final class Lately {

  private static final int MOST = 10_000;

  private final Clock clock;
  private final Duration fresh;
  private final Map<String, Instant> asked = new LinkedHashMap<>();

  Lately(Clock clock, Duration fresh) {
    this.clock = clock;
    this.fresh = fresh;
  }

  synchronized List<String> unasked(Collection<String> texts) {
    Instant now = clock.instant();
    return texts.stream().filter(text -> !isFresh(asked.get(key(text)), now)).toList();
  }

  synchronized void asked(Collection<String> texts) {
    Instant now = clock.instant();
    texts.forEach(text -> asked.put(key(text), now));
    asked.keySet().stream().limit(Math.max(0, asked.size() - MOST)).toList().forEach(asked::remove);
  }

  private boolean isFresh(@Nullable Instant then, Instant now) {
    return then != null && !now.isBefore(then) && now.isBefore(then.plus(fresh));
  }

  private static String key(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
