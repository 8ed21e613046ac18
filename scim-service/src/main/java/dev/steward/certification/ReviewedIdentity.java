package dev.steward.certification;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.identity.Identity;
import dev.steward.identity.Owner;
import dev.steward.identity.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review with the facts that its verdict is about.
 *
 * @param version the identity's version, to be sent back with the verdict
 * @param verdict how the review was closed, or null while it is open
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReviewedIdentity(
    UUID id,
    UUID identity,
    long version,
    LocalDate due,
    Instant openedAt,
    @Nullable String verdict,
    @Nullable String reason,
    @Nullable String reviewer,
    @Nullable Instant closedAt,
    String kind,
    String userName,
    @Nullable String displayName,
    @Nullable String description,
    @Nullable String purpose,
    @Nullable String environment,
    String riskTier,
    @Nullable String client,
    List<Owner> owners,
    List<String> grants,
    List<String> scopes,
    String longestToken,
    String cadence,
    String grace,
    List<String> controls,
    @Nullable Instant validFrom,
    @Nullable Instant validUntil,
    LocalDate lastReviewed,
    String intent,
    Standing standing,
    Instant goodUntil) {

  static ReviewedIdentity of(Review review, Identity identity, Instant now) {
    var profile = identity.profile();
    var allowance = identity.allowance();
    Review.Closed closed = review.closed();
    return new ReviewedIdentity(
        review.id(),
        identity.id().value(),
        identity.version(),
        review.due(),
        review.openedAt(),
        closed == null ? null : closed.verdict().toLowerCase(Locale.ROOT),
        closed == null ? null : closed.reason(),
        closed == null ? null : closed.reviewer(),
        closed == null ? null : closed.at(),
        profile.kind().name(),
        profile.userName(),
        profile.displayName(),
        profile.description(),
        profile.purpose(),
        profile.environment(),
        profile.riskTier().name(),
        identity.client() == null ? null : identity.client().uuid(),
        identity.owners(),
        allowance.grants().stream().sorted().toList(),
        allowance.scopes().stream().sorted().toList(),
        allowance.longestToken().toString(),
        identity.cadence().every().toString(),
        identity.cadence().grace().toString(),
        identity.controls().stream().map(Object::toString).sorted().toList(),
        identity.validity().from(),
        identity.validity().until(),
        identity.lastReviewed(),
        identity.intent().name(),
        identity.standing(now),
        identity.goodUntil());
  }
}
