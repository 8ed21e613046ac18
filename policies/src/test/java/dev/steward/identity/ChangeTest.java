package dev.steward.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.steward.identity.Change.Approve;
import dev.steward.identity.Change.Begin;
import dev.steward.identity.Change.Certify;
import dev.steward.identity.Change.Describe;
import dev.steward.identity.Change.Limit;
import dev.steward.identity.Change.Resume;
import dev.steward.identity.Change.Revoke;
import dev.steward.identity.Change.Suspend;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Owner.Role;
import dev.steward.identity.OwnerChange.AcceptOwnership;
import dev.steward.identity.OwnerChange.AssignOwners;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeTest {

  private static final Instant LATER = Instant.parse("2027-01-20T23:59:59Z");
  private static final LocalDate THAT_DAY = LocalDate.parse("2027-01-20");

  @Nested
  class Registering {

    @Test
    void beginsAtVersionOneAndCountsAsAReview() {
      Identity identity = Specimen.approved();

      assertThat(identity.version()).isEqualTo(1);
      assertThat(identity.lastReviewed()).isEqualTo(LocalDate.parse("2027-01-01"));
      assertThat(identity.intent()).isEqualTo(Intent.APPROVED);
    }

    @Test
    void onlyProposesWhatNobodyApproved() {
      assertThat(Specimen.proposed().intent()).isEqualTo(Intent.PROPOSED);
    }

    @Test
    void happensOnce() {
      refused(
          Rule.OUT_OF_ORDER,
          Specimen.registration(Specimen.CLIENT, Validity.OPEN, true),
          Specimen.approved());
    }
  }

  @Nested
  class Approving {

    @Test
    void letsAProposedIdentityActAndCountsAsAReview() {
      Identity approved = new Approve().applyTo(Specimen.proposed(), LATER);

      assertThat(approved.intent()).isEqualTo(Intent.APPROVED);
      assertThat(approved.lastReviewed()).isEqualTo(THAT_DAY);
      assertThat(approved.version()).isEqualTo(2);
    }

    @Test
    void isForProposedIdentitiesOnly() {
      refused(Rule.OUT_OF_ORDER, new Approve(), Specimen.approved());
      refused(Rule.OUT_OF_ORDER, new Approve(), Specimen.suspended());
    }
  }

  @Nested
  class Certifying {

    @Test
    void movesTheReviewToTheDayInUtcOnWhichItHappens() {
      Identity certified = new Certify("needed").applyTo(Specimen.approved(), LATER);

      assertThat(certified.lastReviewed()).isEqualTo(THAT_DAY);
      assertThat(certified.version()).isEqualTo(2);
    }

    @Test
    void twiceOnADayIsOneVersion() {
      Identity once = new Certify("needed").applyTo(Specimen.approved(), LATER);

      assertThat(new Certify("needed").applyTo(once, LATER)).isSameAs(once);
    }

    @Test
    void isForApprovedIdentitiesOnly() {
      refused(Rule.OUT_OF_ORDER, new Certify("needed"), Specimen.proposed());
      refused(Rule.OUT_OF_ORDER, new Certify("needed"), Specimen.suspended());
    }
  }

  @Nested
  class Limiting {

    private final Instant end = Instant.parse("2027-01-25T00:00:00Z");
    private final Identity ending = Specimen.approved(new Validity(null, end, true));

    @Test
    void takesScopesAwayAndCountsAsAReview() {
      Identity limited = limit(Set.of("invoices:read"), null).applyTo(Specimen.approved(), LATER);

      assertThat(limited.allowance().scopes()).containsExactly("invoices:read");
      assertThat(limited.lastReviewed()).isEqualTo(THAT_DAY);
    }

    @Test
    void neverAddsAScope() {
      Identity limited =
          limit(Set.of("invoices:read", "payments:write"), null)
              .applyTo(Specimen.approved(), LATER);

      assertThat(limited.allowance().scopes()).containsExactly("invoices:read");
    }

    @Test
    void setsAnEarlierEnd() {
      Identity limited = limit(null, end).applyTo(Specimen.approved(), LATER);

      assertThat(limited.validity().until()).isEqualTo(end);
      assertThat(limited.goodUntil()).isEqualTo(end);
    }

    @Test
    void neverSetsALaterEnd() {
      Identity limited = limit(Set.of(), end.plusSeconds(1)).applyTo(ending, LATER);

      assertThat(limited.validity().until()).isEqualTo(end);
    }

    @Test
    void thatNarrowsNothingIsRefused() {
      refused(Rule.NOT_NARROWER, limit(null, null), Specimen.approved());
      refused(Rule.NOT_NARROWER, limit(Specimen.ALLOWANCE.scopes(), null), Specimen.approved());
      refused(Rule.NOT_NARROWER, limit(Set.of("payments:write"), null), withoutScopes());
      refused(Rule.NOT_NARROWER, limit(null, end), ending);
      refused(Rule.NOT_NARROWER, limit(null, end.plusSeconds(1)), ending);
    }

    @Test
    void toBeforeTheStartIsRefusedInWords() {
      Instant start = Instant.parse("2027-02-01T00:00:00Z");
      Identity waiting = Specimen.approved(Validity.between(start, null, LATER));

      refused(Rule.OUT_OF_ORDER, limit(null, start), waiting);
    }

    @Test
    void isForApprovedIdentitiesOnly() {
      refused(Rule.OUT_OF_ORDER, limit(Set.of(), null), Specimen.proposed());
      refused(Rule.OUT_OF_ORDER, limit(Set.of(), null), Specimen.suspended());
    }

    private Identity withoutScopes() {
      return limit(Set.of(), null).applyTo(Specimen.approved(), LATER);
    }

    private static Limit limit(@Nullable Set<String> scopes, @Nullable Instant until) {
      return new Limit(scopes, until, "less will do");
    }
  }

  @Nested
  class Suspending {

    @Test
    void stopsAnApprovedIdentityAndResumingLetsItGoOn() {
      Identity suspended = new Suspend("strange calls").applyTo(Specimen.approved(), LATER);
      Identity resumed = new Resume("explained").applyTo(suspended, LATER);

      assertThat(suspended.intent()).isEqualTo(Intent.SUSPENDED);
      assertThat(resumed.intent()).isEqualTo(Intent.APPROVED);
      assertThat(resumed.version()).isEqualTo(3);
    }

    @Test
    void twiceIsOneVersion() {
      Identity suspended = Specimen.suspended();

      assertThat(new Suspend("again").applyTo(suspended, LATER)).isSameAs(suspended);
    }

    @Test
    void isNoWayAroundApproval() {
      refused(Rule.OUT_OF_ORDER, new Suspend("to resume it"), Specimen.proposed());
      refused(Rule.OUT_OF_ORDER, new Resume("unapproved"), Specimen.proposed());
    }

    @Test
    void isNoWayAroundAReview() {
      Identity resumed = new Resume("explained").applyTo(Specimen.suspended(), LATER);

      assertThat(resumed.lastReviewed()).isEqualTo(LocalDate.parse("2027-01-01"));
    }

    @Test
    void isWhatResumingUndoes() {
      refused(Rule.OUT_OF_ORDER, new Resume("nothing"), Specimen.approved());
    }
  }

  @Nested
  class Revoking {

    @Test
    void endsIdentitiesOfEveryIntent() {
      assertThat(Stream.of(Specimen.proposed(), Specimen.approved(), Specimen.suspended()))
          .allSatisfy(
              identity ->
                  assertThat(new Revoke("done").applyTo(identity, LATER).intent())
                      .isEqualTo(Intent.REVOKED));
    }

    @ParameterizedTest
    @MethodSource("dev.steward.identity.ChangeTest#changes")
    void isFinal(Change change) {
      assertThatExceptionOfType(ChangeRefused.class)
          .isThrownBy(() -> change.applyTo(Specimen.revoked(), LATER));
    }
  }

  @Nested
  class Describing {

    @Test
    void changesWhatIsDescribedAndNothingElse() {
      Identity before = Specimen.approved();
      Cadence monthly = new Cadence(Period.ofMonths(1), Period.ZERO, Period.ZERO);

      Identity after = describe(before, Kind.AI_AGENT, monthly).applyTo(before, LATER);

      assertThat(after.cadence()).isEqualTo(monthly);
      assertThat(after.version()).isEqualTo(2);
      assertThat(after)
          .usingRecursiveComparison()
          .ignoringFields("version", "cadence")
          .isEqualTo(before);
    }

    @Test
    void theSameIsOneVersion() {
      Identity before = Specimen.approved();

      assertThat(describe(before, Kind.AI_AGENT, before.cadence()).applyTo(before, LATER))
          .isSameAs(before);
    }

    @Test
    void cannotChangeTheKind() {
      Identity before = Specimen.approved();

      refused(Rule.FIXED, describe(before, Kind.WORKLOAD, before.cadence()), before);
    }

    @Test
    void canGiveItAClientOnce() {
      Identity before = Specimen.withoutClient();

      Identity after = withClient(Specimen.CLIENT).applyTo(before, LATER);

      assertThat(after.client()).isEqualTo(Specimen.CLIENT);
      refused(Rule.FIXED, withClient(new Client("acme", "c-2")), after);
      refused(Rule.FIXED, withClient(new Client("other", "c-1")), after);
      refused(Rule.FIXED, withClient(null), after);
    }

    @Test
    void neverTakesBackThatItsTimeHasCome() {
      Identity before = Specimen.approved();
      Validity future = Validity.between(LATER.plusSeconds(1), null, LATER);

      Identity after =
          new Describe(
                  before.profile(),
                  before.client(),
                  before.cadence(),
                  before.controls(),
                  future,
                  before.allowance())
              .applyTo(before, LATER);

      assertThat(after.validity().from()).isEqualTo(future.from());
      assertThat(after.validity().begun()).isTrue();
    }

    private static Describe describe(Identity identity, Kind kind, Cadence cadence) {
      return new Describe(
          Specimen.profile(kind),
          identity.client(),
          cadence,
          identity.controls(),
          identity.validity(),
          identity.allowance());
    }

    private static Describe withClient(@Nullable Client client) {
      Identity identity = Specimen.withoutClient();
      return new Describe(
          identity.profile(),
          client,
          identity.cadence(),
          identity.controls(),
          identity.validity(),
          identity.allowance());
    }
  }

  @Nested
  class Beginning {

    private final Instant start = Instant.parse("2027-01-20T00:00:00Z");
    private final Identity waiting =
        Specimen.approved(Validity.between(start, null, Specimen.REGISTERED));

    @Test
    void happensWhenTheTimeHasCome() {
      Identity begun = new Begin().applyTo(waiting, start);

      assertThat(begun.validity().begun()).isTrue();
      assertThat(begun.version()).isEqualTo(2);
      refused(Rule.OUT_OF_ORDER, () -> new Begin().applyTo(waiting, start.minusNanos(1)));
    }

    @Test
    void twiceIsOneVersion() {
      Identity begun = new Begin().applyTo(waiting, start);

      assertThat(new Begin().applyTo(begun, LATER)).isSameAs(begun);
    }
  }

  @Nested
  class AssigningOwners {

    @Test
    void keepsTheAcceptanceOfThoseWhoStay() {
      Owner asked = new Owner("anna", Role.OWNER, null);
      Owner backup = new Owner("ben", Role.BACKUP, null);

      Identity after = new AssignOwners(List.of(asked, backup)).applyTo(Specimen.approved(), LATER);

      assertThat(after.owners()).containsExactly(Specimen.OWNER, backup);
    }

    @Test
    void asksAgainForAnotherRole() {
      Owner sponsor = new Owner("anna", Role.SPONSOR, null);

      Identity after = new AssignOwners(List.of(sponsor)).applyTo(Specimen.approved(), LATER);

      assertThat(after.owners()).containsExactly(sponsor);
    }

    @Test
    void whoStayIsOneVersion() {
      Identity before = Specimen.approved();

      assertThat(
              new AssignOwners(List.of(new Owner("anna", Role.OWNER, null))).applyTo(before, LATER))
          .isSameAs(before);
    }
  }

  @Nested
  class AcceptingOwnership {

    private final Identity asked =
        new AssignOwners(
                List.of(
                    Specimen.OWNER,
                    new Owner("ben", Role.BACKUP, null),
                    new Owner("ben", Role.SPONSOR, null)))
            .applyTo(Specimen.approved(), LATER);

    @Test
    void answersEveryOpenQuestionToThatPersonAndNobodyElse() {
      Identity accepted = new AcceptOwnership("ben").applyTo(asked, LATER);

      assertThat(accepted.owners())
          .containsExactly(
              Specimen.OWNER,
              new Owner("ben", Role.BACKUP, LATER),
              new Owner("ben", Role.SPONSOR, LATER));
    }

    @Test
    void twiceIsOneVersionAndKeepsTheFirstTime() {
      Identity once = new AcceptOwnership("ben").applyTo(asked, LATER);

      assertThat(new AcceptOwnership("ben").applyTo(once, LATER.plusSeconds(60))).isSameAs(once);
    }

    @Test
    void isForThoseWhoWereAsked() {
      refused(Rule.NOT_YOURS, new AcceptOwnership("carl"), asked);
    }
  }

  static Stream<Change> changes() {
    Identity identity = Specimen.approved();
    return Stream.of(
        Specimen.registration(Specimen.CLIENT, Validity.OPEN, true),
        new Describe(
            identity.profile(),
            identity.client(),
            identity.cadence(),
            identity.controls(),
            identity.validity(),
            identity.allowance()),
        new AssignOwners(List.of(new Owner("ben", Role.OWNER, null))),
        new AcceptOwnership("anna"),
        new Approve(),
        new Begin(),
        new Certify("needed"),
        new Limit(Set.of(), null, "less"),
        new Suspend("stop"),
        new Resume("go"),
        new Revoke("again"),
        new OwnerChange.BeginHandOver(Duration.ofDays(7), null),
        new OwnerChange.Entrust("ben"),
        new OwnerChange.EndHandOver("back"),
        new OwnerChange.TakeOver("ben", Role.OWNER),
        new OwnerChange.DeclineOwnership("anna", "gone", null),
        new OwnerChange.SuspendUnowned());
  }

  @Test
  void noChangeIsLeftOutHere() {
    assertThat(changes().map(Object::getClass))
        .containsExactlyInAnyOrderElementsOf(leaves(Change.class).toList());
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(ChangeTest::leaves)
        : Stream.of(type);
  }

  private static void refused(Rule rule, Change change, Identity identity) {
    refused(rule, () -> change.applyTo(identity, LATER));
  }

  private static void refused(Rule rule, ThrowingCallable change) {
    assertThatExceptionOfType(ChangeRefused.class)
        .isThrownBy(change)
        .satisfies(refused -> assertThat(refused.rule()).isEqualTo(rule));
  }
}
