package dev.steward.permit;

import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Standing;
import dev.steward.permit.Decision.Denied;
import dev.steward.permit.Decision.Permitted;
import dev.steward.permit.Decision.Reason;
import dev.steward.permit.Decision.Trimmed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything Keycloak needs to know about an identity to answer a token request on its own.
 *
 * <p>A permit is issued by the registry, sealed, and copied onto the Keycloak client. It carries
 * its own end: an identity whose review lapses stops by the clock, even while the registry is down.
 * What it denies at an instant it denies ever after, the windows of the brownout aside.
 *
 * @param version the identity's version; the gate takes a permit only over a lower one
 * @param goodUntil the end, which no token issued under this permit outlives
 * @param ending what it is that ends then
 * @param reviewDue the last day for the review, told to the agent early
 * @param grants OAuth grant types, as the token endpoint spells them
 * @param scopes the ceiling
 */
public record Permit(
    Id identity,
    Kind kind,
    Client client,
    long version,
    Intent intent,
    Instant goodUntil,
    Ending ending,
    LocalDate reviewDue,
    Instant graceFrom,
    Brownout brownout,
    Set<String> grants,
    Set<String> scopes,
    Duration longestToken) {

  public Permit {
    grants = Set.copyOf(grants);
    scopes = Set.copyOf(scopes);
  }

  /** The permit that follows from an identity and its client. */
  public static Permit of(Identity identity, Client client) {
    boolean waiting = identity.intent() == Intent.APPROVED && !identity.validity().begun();
    return new Permit(
        identity.id(),
        identity.profile().kind(),
        client,
        identity.version(),
        waiting ? Intent.PROPOSED : identity.intent(),
        identity.goodUntil(),
        Ending.of(identity),
        identity.reviewDue(),
        identity.graceFrom(),
        new Brownout(identity.brownoutFrom(), identity.lateUntil()),
        identity.allowance().grants(),
        identity.allowance().scopes(),
        identity.allowance().longestToken());
  }

  /** Answers a token request. Reads nothing but its arguments. */
  public Decision decide(TokenRequest request, Instant now) {
    if (!client.equals(request.client())) {
      return denied(
          Reason.WRONG_CLIENT,
          "the permit was issued to another client; let the registry issue one for this client");
    }
    return switch (intent) {
      case PROPOSED -> denied(Reason.NOT_APPROVED, "the identity awaits approval; ask its owner");
      case SUSPENDED -> denied(Reason.SUSPENDED, "the identity is suspended; ask its owner");
      case REVOKED ->
          denied(Reason.REVOKED, "the identity was revoked for good; register a new one");
      case APPROVED -> approved(request, now);
    };
  }

  private Decision approved(TokenRequest request, Instant now) {
    if (!now.isBefore(goodUntil)) {
      return switch (ending) {
        case REVIEW ->
            denied(
                Reason.REVIEW_LAPSED,
                "the review lapsed at " + goodUntil + "; ask an owner to review the identity");
        case VALIDITY ->
            denied(
                Reason.VALIDITY_ENDED,
                "the identity ended at " + goodUntil + "; ask an owner for a new end");
        case HAND_OVER ->
            denied(
                Reason.OWNER_GONE,
                "nobody accepted to answer for the identity until "
                    + goodUntil
                    + "; ask somebody to accept the ownership, and then to resume it");
      };
    }
    var window = brownout.windowAt(now);
    if (window.isPresent()) {
      return denied(
          Reason.BROWNOUT,
          "%s; tokens are refused until %s and for good from %s; ask %s"
              .formatted(
                  isForWantOfAnOwner(now)
                      ? "nobody answers for the identity"
                      : "the review is overdue",
                  window.get(),
                  goodUntil,
                  isForWantOfAnOwner(now)
                      ? "somebody to accept the ownership"
                      : "an owner to review the identity"));
    }
    if (!grants.contains(request.grantType())) {
      return denied(
          Reason.GRANT_NOT_ALLOWED,
          "the permit does not cover the grant %s; ask an owner to allow it"
              .formatted(request.grantType()));
    }
    Set<String> asked = beyondCeiling(request.requested());
    if (!asked.isEmpty()) {
      return denied(
          Reason.SCOPE_NOT_ALLOWED,
          "the permit does not cover scope %s; ask for less, or an owner for more"
              .formatted(String.join(" ", asked)));
    }
    Set<String> beyond = beyondCeiling(request.granted());
    Instant endBy = earlier(now.plus(longestToken), goodUntil);
    return beyond.isEmpty() ? new Permitted(version, endBy) : new Trimmed(version, endBy, beyond);
  }

  /** The standing of the identity at {@code now}, as far as this permit knows. */
  public Standing standing(Instant now) {
    return switch (intent) {
      case PROPOSED -> Standing.PROPOSED;
      case SUSPENDED -> Standing.SUSPENDED;
      case REVOKED -> Standing.REVOKED;
      case APPROVED -> {
        if (!now.isBefore(goodUntil)) {
          yield Standing.LAPSED;
        }
        if (!now.isBefore(brownout.from())) {
          yield Standing.BROWNOUT;
        }
        yield now.isBefore(graceFrom) ? Standing.GOOD : Standing.GRACE;
      }
    };
  }

  /** What is announced: a review that is late is one thing to do, an owner who went another. */
  private boolean isForWantOfAnOwner(Instant now) {
    Instant late = reviewDue.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return ending == Ending.HAND_OVER || now.isBefore(late);
  }

  private Set<String> beyondCeiling(Set<String> asked) {
    Set<String> beyond = new TreeSet<>(asked);
    beyond.removeAll(scopes);
    return beyond;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Denied denied(Reason reason, String detail) {
    return new Denied(reason, detail);
  }

  /** What it is that ends at {@link #goodUntil}. */
  public enum Ending {
    REVIEW,
    VALIDITY,
    /** The time in which somebody was to accept the ownership. */
    HAND_OVER;

    private static Ending of(Identity identity) {
      Instant end = identity.goodUntil();
      if (end.equals(identity.cadence().lapseAfter(identity.lastReviewed()))) {
        return REVIEW;
      }
      return end.equals(identity.validity().until()) ? VALIDITY : HAND_OVER;
    }
  }
}
