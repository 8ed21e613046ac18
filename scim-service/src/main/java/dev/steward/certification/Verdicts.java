package dev.steward.certification;

import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides reviews. What the reviewer saw is what is decided: a verdict is about one version, and
 * one about another is refused.
 */
@ApplicationScoped
public class Verdicts {

  private final Reviews reviews;
  private final Identities identities;
  private final IdentityRegistry registry;
  private final Court court;
  private final Ledger ledger;

  Verdicts(
      Reviews reviews,
      Identities identities,
      IdentityRegistry registry,
      Court court,
      Ledger ledger) {
    this.reviews = reviews;
    this.identities = identities;
    this.registry = registry;
    this.court = court;
    this.ledger = ledger;
  }

  /** A review after a verdict, and the version that the verdict made of its identity. */
  public record Decided(Review review, Verdict verdict, String reviewer, long version) {}

  /**
   * Carries out a verdict. The same one by the same reviewer again is answered as before.
   *
   * @param seen the version that the reviewer decided on, or null when the caller did not say
   * @return nothing when there is no such review
   * @throws AlreadyDecided when it was decided otherwise
   */
  public Optional<Decided> decide(UUID id, Verdict verdict, long seen) {
    Optional<Review> review = reviews.find(id);
    if (review.isEmpty()) {
      return Optional.empty();
    }
    Actor reviewer = court.reviewerOf(identity(review.get()));
    return QuarkusTransaction.requiringNew()
        .call(() -> reviews.lock(id).map(locked -> decide(locked, verdict, seen, reviewer)));
  }

  private Decided decide(Review review, Verdict verdict, long seen, Actor reviewer) {
    if (review.closed() != null) {
      return again(review, review.closed(), verdict, reviewer);
    }
    return verdict instanceof Verdict.Abstain
        ? abstain(review, verdict, seen, reviewer)
        : close(review, verdict, seen, reviewer);
  }

  private Decided close(Review review, Verdict verdict, long seen, Actor reviewer) {
    // the verdict closes the review before the change does, which would call it overtaken
    long expected = identity(review).version();
    reviews.close(review, verdict, reviewer.subject(), seen, expected);
    Change change = verdict.change();
    long made =
        registry.change(review.identity(), seen, List.of(change), reviewer).identity().version();
    if (made != expected) {
      reviews.close(review, verdict, reviewer.subject(), seen, made);
    }
    ledger.append(
        reviewer, "ReviewDecided", review.identity(), made, detail(review, verdict, seen));
    return new Decided(review, verdict, reviewer.subject(), made);
  }

  private Decided abstain(Review review, Verdict verdict, long seen, Actor reviewer) {
    if (reviews.abstain(review, reviewer.subject(), verdict.reason())) {
      ledger.append(
          reviewer, "ReviewAbstained", review.identity(), seen, detail(review, verdict, seen));
    }
    return new Decided(review, verdict, reviewer.subject(), seen);
  }

  private Decided again(Review review, Review.Closed closed, Verdict verdict, Actor reviewer) {
    boolean same =
        closed.verdict().equals(verdict.name())
            && verdict.reason().equals(closed.reason())
            && reviewer.subject().equals(closed.reviewer())
            && verdict.isSo(identity(review));
    Long made = closed.made();
    if (!same || made == null) {
      throw new AlreadyDecided(closed.verdict(), closed.reviewer());
    }
    return new Decided(review, verdict, reviewer.subject(), made);
  }

  private static Map<String, Object> detail(Review review, Verdict verdict, long seen) {
    return Map.of(
        "review", review.id().toString(),
        "verdict", verdict.name(),
        "reason", verdict.reason(),
        "seen", seen);
  }

  private Identity identity(Review review) {
    return identities.find(review.identity()).orElseThrow().identity();
  }

  /** A review that somebody has decided otherwise. */
  public static final class AlreadyDecided extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String reviewer;

    AlreadyDecided(String verdict, @Nullable String reviewer) {
      super(
          "the review was closed before: %s%s"
              .formatted(verdict, reviewer == null ? "" : " by " + reviewer));
      this.reviewer = reviewer;
    }

    /** Who decided it; null when the identity was revoked meanwhile. */
    public @Nullable String reviewer() {
      return reviewer;
    }
  }
}
