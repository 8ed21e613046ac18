package dev.steward.console.review;

import dev.steward.console.FactWords;
import dev.steward.evidence.Timeline.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each entry of an identity's ledger made different, with what was there before: an entry
 * tells a fact as it is since, and the entries before it as it was.
 */
final class Differences {

  /** What an entry tells that is no fact about the identity, or follows from another one. */
  private static final Set<String> APART =
      Set.of("reason", "removed", "begun", "lastReviewed", "asked", "person", "counterProposal");

  private final FactWords words;

  Differences(FactWords words) {
    this.words = words;
  }

  /**
   * The differences that each entry made, by its place.
   *
   * @param told the newest first, from the registration on or as far back as anybody looks
   */
  Map<Long, List<Difference>> of(List<Told> told) {
    Map<String, Object> facts = new HashMap<>();
    Map<Long, List<Difference>> differences = new HashMap<>();
    for (Told one : told.reversed()) {
      List<Difference> made = new ArrayList<>();
      Map<String, Object> detail = one.entry().detail();
      detail.forEach(
          (fact, value) -> {
            if (!APART.contains(fact)) {
              made.add(difference(fact, facts.put(fact, value), value));
            }
          });
      if (detail.get("removed") instanceof List<?> removed) {
        removed.forEach(
            fact -> made.add(difference(String.valueOf(fact), facts.remove(fact), null)));
      }
      differences.put(
          one.place(), one.entry().event().equals("Register") ? List.of() : List.copyOf(made));
    }
    return differences;
  }

  private Difference difference(String fact, @Nullable Object was, @Nullable Object is) {
    return new Difference(
        FactWords.name(fact),
        was == null ? null : words.of(fact, was),
        is == null ? null : words.of(fact, is));
  }
}
