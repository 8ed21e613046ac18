package dev.steward.errand;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person had done to many at once.
 *
 * @param what was asked, in words for people
 * @param results what became of each, or null while it is being done
 */
public record Errand(
    UUID id, String what, String person, Instant askedAt, @Nullable List<Result> results) {

  public Errand {
    results = results == null ? null : List.copyOf(results);
  }

  /**
   * What became of one of them.
   *
   * @param name what people call it
   * @param identity the identity, where it is one
   * @param detail why it was refused, or what else there is to know
   */
  public record Result(
      String name, @Nullable UUID identity, Outcome outcome, @Nullable String detail) {}

  /** How it went with one of them. */
  public enum Outcome {
    DONE,
    /** It was so before. */
    UNCHANGED,
    REFUSED
  }
}
