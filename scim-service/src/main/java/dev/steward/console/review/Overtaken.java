package dev.steward.console.review;

import dev.steward.certification.Review;
import dev.steward.console.errand.Again;
import dev.steward.identity.Identity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** That somebody else was faster with a review, for whoever comes back to its form. */
final class Overtaken {

  private static final String BY = "overtaken";

  private Overtaken() {}

  /** What is kept of an answer, and what it came too late for. */
  static Map<String, List<String>> fields(Answer answer, Review review, Identity identity) {
    Map<String, List<String>> fields = new HashMap<>(answer.fields());
    fields.put(BY, List.of(state(review, identity)));
    return fields;
  }

  /** What is said of it, as long as nothing else has happened. */
  static @Nullable String news(Again again, Review review, Identity identity) {
    if (!again.has(BY, state(review, identity))) {
      return null;
    }
    return review.closed() == null
        ? "Somebody changed this identity after you had opened it. Nothing was decided by you:"
            + " look at what changed, and decide again."
        : "Somebody decided this review before you. Nothing was decided by you.";
  }

  private static String state(Review review, Identity identity) {
    return "%d %s".formatted(identity.version(), review.closed());
  }
}
