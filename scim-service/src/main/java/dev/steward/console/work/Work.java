package dev.steward.console.work;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that waits for a person.
 *
 * @param name what to call the identity
 * @param userName its user name, which tells it from others that are called the same
 * @param what what is to be done
 * @param note what else to know in the list
 * @param deadline until when, where there is a limit
 */
record Work(
    Kind kind,
    String name,
    String userName,
    String what,
    String note,
    String tier,
    @Nullable Instant deadline,
    String path) {

  /** The day on which a review is due, as every page tells it; null where an hour counts. */
  public @Nullable LocalDate lastDay() {
    return kind == Kind.REVIEW && deadline != null
        ? LocalDate.ofInstant(deadline.minusNanos(1), ZoneOffset.UTC)
        : null;
  }

  /** What sort of thing it is. */
  enum Kind {
    REVIEW("Review"),
    QUESTION("Question"),
    ENDING("Ending");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    /** Several of them, as an address spells it. */
    String plural() {
      return word.toLowerCase(Locale.ROOT) + "s";
    }
  }
}
