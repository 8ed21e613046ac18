package dev.steward.certification;

import dev.steward.identity.Identity.Id;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One identity before its reviewers.
 *
 * @param closed how it ended, or null while it is open
 */
public record Review(
    UUID id, Id identity, Instant openedAt, LocalDate due, @Nullable Closed closed) {

  /**
   * How a review ended.
   *
   * @param reviewer who decided, or null when the identity was revoked meanwhile
   * @param made the version that the verdict made
   */
  public record Closed(
      String verdict,
      @Nullable String reason,
      @Nullable String reviewer,
      @Nullable Long made,
      Instant at) {}
}
