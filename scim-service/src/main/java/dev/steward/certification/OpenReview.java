package dev.steward.certification;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.database.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An open review in a list.
 *
 * @param version the identity's version, to be sent back with the verdict
 * @param reviewers the ids of those who may decide, the one who should first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OpenReview(
    UUID id,
    UUID identity,
    long version,
    String userName,
    @Nullable String displayName,
    String kind,
    String riskTier,
    String standing,
    LocalDate due,
    Instant openedAt,
    List<String> reviewers) {

  static OpenReview read(Row row) {
    return new OpenReview(
        row.uuid("id"),
        row.uuid("identity_id"),
        row.number("version"),
        row.text("user_name"),
        row.optionalText("display_name"),
        row.text("kind"),
        row.text("risk_tier"),
        row.text("standing"),
        row.date("due"),
        row.instant("opened_at"),
        row.texts("reviewers"));
  }
}
