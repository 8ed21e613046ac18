package dev.steward.certification;

import dev.steward.database.Row;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Standing;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An open review with the facts that most verdicts hang on.
 *
 * @param version the identity's version, to be sent back with the verdict
 * @param lastUsed the last day on which it got a token, as far as anybody counted
 * @param unused the scopes that it is allowed and was not granted lately
 * @param owners the ids of those who accepted to answer for it
 */
public record QueuedReview(
    UUID id,
    UUID identity,
    long version,
    String userName,
    @Nullable String displayName,
    @Nullable String purpose,
    Kind kind,
    RiskTier tier,
    Standing standing,
    LocalDate due,
    boolean hasClient,
    @Nullable LocalDate lastUsed,
    List<String> scopes,
    List<String> unused,
    List<String> owners) {

  static QueuedReview read(Row row) {
    return new QueuedReview(
        row.uuid("id"),
        row.uuid("identity_id"),
        row.number("version"),
        row.text("user_name"),
        row.optionalText("display_name"),
        row.optionalText("purpose"),
        row.constant("kind", Kind.class),
        row.constant("risk_tier", RiskTier.class),
        row.constant("standing", Standing.class),
        row.date("due"),
        row.flag("has_client"),
        row.optionalDate("last_day"),
        row.texts("scopes"),
        row.texts("unused"),
        row.texts("owners"));
  }

  /** Where it stands in the queue. */
  public ReviewQueue.Place place() {
    return new ReviewQueue.Place(due, id);
  }

  /** What to call the identity. */
  public String label() {
    return displayName == null ? userName : displayName;
  }
}
