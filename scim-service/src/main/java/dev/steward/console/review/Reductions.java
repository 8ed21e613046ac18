package dev.steward.console.review;

import dev.steward.console.review.Decidable.Ready;
import dev.steward.console.review.ReviewList.Refused;
import dev.steward.delivery.ClientUse;
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

/** What limiting identities to the scopes that they used lately would leave of each. */
@RequestScoped
class Reductions {

  private final Decidable decidable;
  private final UsedGrants grants;
  private final Clock clock;

  Reductions(Decidable decidable, UsedGrants grants, Clock clock) {
    this.decidable = decidable;
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
    Decidable.Sorted sorted = decidable.of(ticked);
    List<Reduction> reductions = new ArrayList<>();
    List<Refused> refused = new ArrayList<>(sorted.refused());
    sorted.ready().forEach(one -> reduce(one, reductions, refused));
    return new Proposed(reductions, refused);
  }

  private void reduce(Ready one, List<Reduction> reductions, List<Refused> refused) {
    Identity identity = one.identity();
    GrantedVersusUsed used = grants.of(identity, 1);
    LocalDate from =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(ClientUse.LATELY);
    if (used.countedSince() == null
        || LocalDate.ofInstant(used.countedSince(), ZoneOffset.UTC).isAfter(from)) {
      refused.add(
          new Refused(
              one.name(),
              "has been counted for less than %d days: nobody can say what it does not use."
                  .formatted(ClientUse.LATELY)));
      return;
    }
    List<String> away = scopes(used, scope -> isUnused(scope, from));
    List<String> keep = scopes(used, scope -> !isUnused(scope, from));
    if (identity.client() == null) {
      refused.add(new Refused(one.name(), "has no client: nothing is counted of it."));
    } else if (away.isEmpty()) {
      refused.add(
          new Refused(
              one.name(), "used all of its scopes within %d days.".formatted(ClientUse.LATELY)));
    } else if (keep.isEmpty()) {
      refused.add(
          new Refused(
              one.name(),
              "used none of its scopes within %d days; open its page and decide about it alone."
                  .formatted(ClientUse.LATELY)));
    } else {
      reductions.add(new Reduction(one.ticked(), one.name(), keep, away));
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
}
