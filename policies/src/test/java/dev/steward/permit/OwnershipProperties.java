package dev.steward.permit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.identity.Change;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Owner;
import dev.steward.identity.OwnerChange;
import dev.steward.identity.Specimen;
import dev.steward.permit.Decision.Denied;
import dev.steward.permit.Decision.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What no change of who answers for an identity ever does, however many come in whatever order. */
class OwnershipProperties {

  private static final TokenRequest REQUEST =
      new TokenRequest(Specimen.CLIENT, "client_credentials", Set.of("invoices:read"), Set.of());

  /** Something done about owners, so many hours after the registration. */
  record Step(Change change, int hour) {

    Instant at() {
      return Specimen.REGISTERED.plus(Duration.ofHours(hour));
    }
  }

  @Property(tries = 3_000)
  void nothingIsPermittedThatWasDeniedAMomentBefore(@ForAll("steps") List<Step> steps) {
    Identity identity = Specimen.approved();
    for (Step step : steps) {
      Identity after = applied(step, identity);
      Decision was = Permit.of(identity, Specimen.CLIENT).decide(REQUEST, step.at());
      Decision is = Permit.of(after, Specimen.CLIENT).decide(REQUEST, step.at());

      boolean denied = was instanceof Denied d && d.reason() != Reason.BROWNOUT;
      Statistics.label("denied before").collect(denied);
      Statistics.label("denied before").coverage(c -> c.check(true).count(n -> n > 50));
      if (denied) {
        assertThat(is).isInstanceOf(Denied.class);
      }
      identity = after;
    }
  }

  @Property(tries = 3_000)
  void neitherAllowanceNorReviewNorEndIsWidened(@ForAll("steps") List<Step> steps) {
    Identity before = Specimen.approved();
    Identity after = before;
    for (Step step : steps) {
      after = applied(step, after);
    }

    assertThat(after.allowance()).isEqualTo(before.allowance());
    assertThat(after.lastReviewed()).isEqualTo(before.lastReviewed());
    assertThat(after.validity()).isEqualTo(before.validity());
    assertThat(after.cadence()).isEqualTo(before.cadence());
    assertThat(after.goodUntil()).isBeforeOrEqualTo(before.goodUntil());
    assertThat(after.intent()).isIn(Intent.APPROVED, Intent.SUSPENDED);
  }

  @Property(tries = 3_000)
  void aPermitKnowsTheStandingOfItsIdentityWhateverTheHandOver(
      @ForAll("steps") List<Step> steps, @ForAll("hours") int hour) {
    Identity identity = Specimen.approved();
    for (Step step : steps) {
      identity = applied(step, identity);
    }
    Instant now = Specimen.REGISTERED.plus(Duration.ofHours(hour));
    Permit permit = Permit.of(identity, Specimen.CLIENT);

    assertThat(permit.standing(now)).isEqualTo(identity.standing(now));
    if (!identity.standing(now).mayAct()) {
      assertThat(permit.decide(REQUEST, now)).isInstanceOf(Denied.class);
    }
  }

  private static Identity applied(Step step, Identity identity) {
    try {
      return step.change().applyTo(identity, step.at());
    } catch (ChangeRefused e) {
      return identity;
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(changes(), hours())
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(steps -> steps.stream().sorted(Comparator.comparingInt(Step::hour)).toList());
  }

  @Provide
  Arbitrary<Integer> hours() {
    return Arbitraries.integers().between(0, 1_300);
  }

  private static Arbitrary<Change> changes() {
    Arbitrary<String> people = Arbitraries.of("anna", "bob", "carol");
    Arbitrary<Owner.Role> roles = Arbitraries.of(Owner.Role.class);
    Arbitrary<Change> begun =
        Combinators.combine(Arbitraries.integers().between(1, 30), people)
            .as((days, person) -> new OwnerChange.BeginHandOver(Duration.ofDays(days), person));
    return Arbitraries.oneOf(
        begun,
        begun,
        people.map(OwnerChange.Entrust::new),
        Arbitraries.of(new OwnerChange.EndHandOver("back"), new OwnerChange.SuspendUnowned()),
        Combinators.combine(people, roles).as(OwnerChange.TakeOver::new),
        people.map(person -> new OwnerChange.DeclineOwnership(person, "no", null)),
        people.map(OwnerChange.AcceptOwnership::new),
        Combinators.combine(people, roles)
            .as(
                (person, role) ->
                    new OwnerChange.AssignOwners(List.of(new Owner(person, role, null)))));
  }
}
