package dev.steward.console.work;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * One thing that waits for a person.
 *
 * @param name what to call the identity
 * @param userName its user name, which tells it from others that are called the same
 * @param what what is to be done
 * @param note what else to know in the list
 * @param deadline until when, where there is a limit
 * @param box what a box says by which it is answered together with others; null where it cannot be
 */
record Work(
    Kind kind,
    String name,
    String userName,
    String what,
    String note,
    String tier,
    @Nullable Instant deadline,
    String path,
    @Nullable Box box) {

  /** The day on which a review is due, as every page tells it; null where an hour counts. */
  public @Nullable LocalDate lastDay() {
    return kind == Kind.REVIEW && deadline != null
        ? LocalDate.ofInstant(deadline.minusNanos(1), ZoneOffset.UTC)
        : null;
  }

  /** What sort of thing it is. */
  enum Kind {
    REVIEW("Review", "reviews"),
    /** Whether somebody answers for an identity. */
    QUESTION("Question", "questions"),
    /** Whether somebody answers for a client that nobody registered. */
    CLIENT("Question", "clients"),
    ENDING("Ending", "endings");

    private final String word;
    private final String plural;

    Kind(String word, String plural) {
      this.word = word;
      this.plural = plural;
    }

    public String word() {
      return word;
    }

    /** Several of them, as an address spells it. */
    String plural() {
      return plural;
    }
  }
}
