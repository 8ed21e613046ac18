package dev.steward.keycloak;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/** What one client asked for and got on one day, as far as it was not taken yet. */
final class Tally {

  private static final int RETIRED = Integer.MIN_VALUE;

  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicLong issued = new AtomicLong();
  private final AtomicLong denied = new AtomicLong();
  private final AtomicLong wouldHaveDenied = new AtomicLong();
  private final WordCounts reasons = new WordCounts();
  private final WordCounts grants = new WordCounts();
  private final WordCounts methods = new WordCounts();
  private final WordCounts networks = new WordCounts();
  private final WordCounts scopesAsked = new WordCounts();
  private final WordCounts scopesGranted = new WordCounts();
  private final WordCounts audiencesAsked = new WordCounts();
  private final WordCounts audiencesGranted = new WordCounts();
  private final WordCounts roles = new WordCounts();

  /** Adds a use, unless the tally is retired: then it tells so. */
  boolean add(Use use) {
    if (inside.getAndUpdate(those -> those < 0 ? those : those + 1) < 0) {
      return false;
    }
    try {
      count(use);
      return true;
    } finally {
      inside.decrementAndGet();
    }
  }

  /** Lets nobody in any more, unless somebody is adding just now. */
  boolean retire() {
    return inside.compareAndSet(0, RETIRED);
  }

  private void count(Use use) {
    grants.add(use.grant());
    methods.add(use.method());
    networks.add(use.network());
    use.scopes().asked().forEach(scopesAsked::add);
    use.scopes().granted().forEach(scopesGranted::add);
    use.audiences().asked().forEach(audiencesAsked::add);
    use.audiences().granted().forEach(audiencesGranted::add);
    use.roles().forEach(roles::add);
    if (use.reason() != null) {
      reasons.add(use.reason());
    }
    switch (use.outcome()) {
      case ISSUED -> issued.incrementAndGet();
      case WOULD_HAVE_DENIED -> {
        issued.incrementAndGet();
        wouldHaveDenied.incrementAndGet();
      }
      case DENIED -> denied.incrementAndGet();
    }
  }

  /** Takes the counts, in the words of the signal; nothing when there are none. */
  Optional<Map<String, Object>> take(String client, String day) {
    return tell(client, day, count -> count.getAndSet(0));
  }

  /** The same without taking them. */
  Optional<Map<String, Object>> show(String client, String day) {
    return tell(client, day, AtomicLong::get);
  }

  private Optional<Map<String, Object>> tell(
      String client, String day, ToLongFunction<AtomicLong> read) {
    Map<String, Object> use = new LinkedHashMap<>();
    use.put("client", client);
    use.put("day", day);
    use.put("issued", read.applyAsLong(issued));
    use.put("denied", read.applyAsLong(denied));
    use.put("wouldHaveDenied", read.applyAsLong(wouldHaveDenied));
    use.put("reasons", reasons.tell(read));
    use.put("grants", grants.tell(read));
    use.put("methods", methods.tell(read));
    use.put("networks", networks.tell(read));
    use.put("scopes", both(scopesAsked.tell(read), scopesGranted.tell(read)));
    use.put("audiences", both(audiencesAsked.tell(read), audiencesGranted.tell(read)));
    use.put("roles", both(Map.of(), roles.tell(read)));
    boolean nothing =
        use.values().stream()
            .allMatch(
                value ->
                    value instanceof String
                        || value.equals(0L)
                        || (value instanceof Map<?, ?> counts && counts.isEmpty()));
    return nothing ? Optional.empty() : Optional.of(use);
  }

  private static Map<String, Object> both(Map<String, Long> asked, Map<String, Long> granted) {
    Set<String> words = new TreeSet<>(asked.keySet());
    words.addAll(granted.keySet());
    Map<String, Long> askedRest = new TreeMap<>();
    Map<String, Long> grantedRest = new TreeMap<>();
    for (String word : words) {
      String name = askedRest.size() < WordCounts.MOST - 1 ? word : WordCounts.OTHER;
      askedRest.merge(name, asked.getOrDefault(word, 0L), Long::sum);
      grantedRest.merge(name, granted.getOrDefault(word, 0L), Long::sum);
    }
    Map<String, Object> both = new TreeMap<>();
    askedRest.forEach(
        (word, times) -> both.put(word, new Both(times, grantedRest.getOrDefault(word, 0L))));
    return both;
  }

  /** How often something was asked for by name, and how often it was given. */
  record Both(long asked, long granted) {}
}
