package dev.steward.console.review;

import dev.steward.certification.Review;
import dev.steward.certification.ReviewQueue;
import dev.steward.certification.Reviews;
import dev.steward.console.review.ReviewList.Refused;
import dev.steward.identity.Identity;
import dev.steward.usage.GrantedAndUsed.Scope;
import dev.steward.usage.GrantedAndUsed.Use;
import dev.steward.usage.UsedGrants;
import dev.steward.usage.UsedGrants.GrantedVersusUsed;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What limiting identities to the scopes that they used lately would leave of each. */
@RequestScoped
class Reductions {

  private final Reviews reviews;
  private final CaseFile files;
  private final Desk desk;
  private final UsedGrants grants;
  private final Clock clock;

  Reductions(Reviews reviews, CaseFile files, Desk desk, UsedGrants grants, Clock clock) {
    this.reviews = reviews;
    this.files = files;
    this.desk = desk;
    this.grants = grants;
    this.clock = clock;
  }

  /**
   * One identity with fewer scopes.
   *
   * @param ticked the review and the version that was seen
   */
  record Reduction(Ticked ticked, String name, List<String> keep, List<String> away) {

    /** All that is to be done, as the form sends it back. */
    public String field() {
      return ticked + " " + String.join(" ", keep);
    }
  }

  /** Those that would have fewer scopes, and those that would not, and why. */
  record Proposed(List<Reduction> reductions, List<Refused> refused) {}

  Proposed of(List<String> ticked) {
    List<Reduction> reductions = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    for (String one : ticked) {
      Ticked each = Ticked.read(one);
      Review review = each == null ? null : reviews.find(each.review()).orElse(null);
      if (each == null || review == null) {
        refused.add(new Refused("A review", "is not there any more."));
      } else {
        Identity identity = files.identity(review);
        String why = obstacle(review, identity, each.seen());
        if (why == null) {
          reduce(each, identity, reductions, refused);
        } else {
          refused.add(new Refused(name(identity), why));
        }
      }
    }
    return new Proposed(reductions, refused);
  }

  private @Nullable String obstacle(Review review, Identity identity, long seen) {
    if (!desk.mayDecide(identity)) {
      return "is not yours to decide.";
    }
    if (review.closed() != null) {
      return "was decided by somebody else meanwhile.";
    }
    return identity.version() == seen
        ? null
        : "was changed by somebody meanwhile; look at it again.";
  }

  private void reduce(
      Ticked ticked, Identity identity, List<Reduction> reductions, List<Refused> refused) {
    GrantedVersusUsed used = grants.of(identity, 1);
    LocalDate from =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(ReviewQueue.LATELY);
    if (used.countedSince() == null
        || LocalDate.ofInstant(used.countedSince(), ZoneOffset.UTC).isAfter(from)) {
      refused.add(
          new Refused(
              name(identity),
              "has been counted for less than %d days: nobody can say what it does not use."
                  .formatted(ReviewQueue.LATELY)));
      return;
    }
    List<String> away = scopes(used, scope -> isUnused(scope, from));
    List<String> keep = scopes(used, scope -> !isUnused(scope, from));
    if (identity.client() == null) {
      refused.add(new Refused(name(identity), "has no client: nothing is counted of it."));
    } else if (away.isEmpty()) {
      refused.add(
          new Refused(
              name(identity),
              "used all of its scopes within %d days.".formatted(ReviewQueue.LATELY)));
    } else if (keep.isEmpty()) {
      refused.add(
          new Refused(
              name(identity),
              "used none of its scopes within %d days; open its page and decide about it alone."
                  .formatted(ReviewQueue.LATELY)));
    } else {
      reductions.add(new Reduction(ticked, name(identity), keep, away));
    }
  }

  private static boolean isUnused(Scope scope, LocalDate from) {
    LocalDate last = scope.lastUsed();
    return scope.use() != Use.UNKNOWN && (last == null || last.isBefore(from));
  }

  private static List<String> scopes(GrantedVersusUsed used, Predicate<Scope> which) {
    return used.scopes().stream()
        .filter(scope -> scope.allowed() && which.test(scope))
        .map(Scope::name)
        .sorted()
        .toList();
  }

  private static String name(Identity identity) {
    return identity.profile().label();
  }
}
