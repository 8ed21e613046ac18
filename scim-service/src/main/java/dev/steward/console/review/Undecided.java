package dev.steward.console.review;

import dev.steward.console.errand.Again;
import dev.steward.console.review.ReviewList.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Those of several reviews that were not decided, for whoever is led back to the table. */
final class Undecided {

  private static final String NAME = "undecided";
  private static final String WHY = "because";

  private Undecided() {}

  /** What is kept of an answer, and whom it did not come to. */
  static Map<String, List<String>> fields(Answer answer, List<Refused> refused) {
    Map<String, List<String>> fields = new HashMap<>(answer.fields());
    fields.put(NAME, refused.stream().map(Refused::name).toList());
    fields.put(WHY, refused.stream().map(Refused::why).toList());
    return fields;
  }

  /** How many of them were, in words. */
  static String sentence(int decided, int all, String done) {
    if (decided == 0) {
      return (all == 1 ? "it was not " : "none of them was ") + done;
    }
    return "%d of %d %s %s, the others were not"
        .formatted(decided, all, decided == 1 ? "was" : "were", done);
  }

  static List<Refused> of(Again again) {
    List<String> names = again.fields().getOrDefault(NAME, List.of());
    List<String> reasons = again.fields().getOrDefault(WHY, List.of());
    return IntStream.range(0, Math.min(names.size(), reasons.size()))
        .mapToObj(i -> new Refused(names.get(i), reasons.get(i)))
        .toList();
  }
}
