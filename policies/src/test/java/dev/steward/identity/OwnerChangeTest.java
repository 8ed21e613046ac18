package dev.steward.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.OwnerChange.BeginHandOver;
import dev.steward.identity.OwnerChange.DeclineOwnership;
import dev.steward.identity.OwnerChange.EndHandOver;
import dev.steward.identity.OwnerChange.Entrust;
import dev.steward.identity.OwnerChange.SuspendUnowned;
import dev.steward.identity.OwnerChange.TakeOver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OwnerChangeTest {

  /** The owner goes, and for eight days somebody else may say yes. */
  private static final Instant GONE = Instant.parse("2027-01-05T12:00:00Z");

  private static final Instant DEADLINE = GONE.plus(Duration.ofDays(8));
  private static final Instant BEFORE = DEADLINE.minusNanos(1);
  private static final Owner BACKUP = new Owner("bob", Owner.Role.BACKUP, Specimen.REGISTERED);
  private static final Owner NAMED = new Owner("carol", Owner.Role.OWNER, null);

  private final Identity owned = ownedBy(Specimen.OWNER, BACKUP);
  private final Identity waiting = handedOver(owned);

  @Nested
  class AHandOver {

    @Test
    void isANextVersionThatEndsAtItsDeadline() {
      assertThat(waiting.version()).isEqualTo(owned.version() + 1);
      assertThat(waiting.handOver()).isEqualTo(new HandOver(GONE, DEADLINE, "bob"));
      assertThat(waiting.goodUntil()).isEqualTo(DEADLINE);
    }

    @Test
    void goesThroughGraceAndBrownoutToItsDeadline() {
      assertThat(waiting.standing(GONE.minusNanos(1))).isEqualTo(Standing.GOOD);
      assertThat(waiting.standing(GONE)).isEqualTo(Standing.GRACE);
      assertThat(waiting.brownoutFrom()).isEqualTo(GONE.plus(Duration.ofDays(6)));
      assertThat(waiting.standing(waiting.brownoutFrom().minusNanos(1))).isEqualTo(Standing.GRACE);
      assertThat(waiting.standing(waiting.brownoutFrom())).isEqualTo(Standing.BROWNOUT);
      assertThat(waiting.standing(DEADLINE)).isEqualTo(Standing.LAPSED);
    }

    @Test
    void neverGivesMoreTimeThanTheReviewLeaves() {
      Identity late = new BeginHandOver(Duration.ofDays(300), null).applyTo(owned, GONE);

      assertThat(late.goodUntil()).isEqualTo(owned.goodUntil());
      assertThat(late.brownoutFrom()).isEqualTo(owned.brownoutFrom());
    }

    @Test
    void beginsOnce() {
      Identity again =
          new BeginHandOver(Duration.ofDays(30), null).applyTo(waiting, GONE.plusSeconds(60));

      assertThat(again).isSameAs(waiting);
    }

    @Test
    void takesSomeTime() {
      assertThatIllegalArgumentException().isThrownBy(() -> new HandOver(GONE, GONE, null));
    }

    @Test
    void canBeEntrustedToSomebodyElse() {
      Identity nobodys = new Entrust(null).applyTo(waiting, GONE);

      assertThat(nobodys.handOver()).isEqualTo(new HandOver(GONE, DEADLINE, null));
    }

    @Test
    void losesACustodianWhoIsNoLongerNamed() {
      Identity others =
          new OwnerChange.AssignOwners(List.of(Specimen.OWNER, NAMED)).applyTo(waiting, GONE);

      assertThat(others.handOver()).isEqualTo(new HandOver(GONE, DEADLINE, null));
    }

    @Test
    void cannotEndWhereThereIsNone() {
      refused(owned, new EndHandOver("back"), Rule.OUT_OF_ORDER, "not being handed over");
      refused(owned, new Entrust("bob"), Rule.OUT_OF_ORDER, "not being handed over");
      refused(owned, new SuspendUnowned(), Rule.OUT_OF_ORDER, "not being handed over");
    }
  }

  @Nested
  class TheOwnersReturn {

    @Test
    void withinTheDeadlineLeavesEverythingAsItWas() {
      Identity back = new EndHandOver("back").applyTo(waiting, BEFORE);

      assertThat(back.handOver()).isNull();
      assertThat(back.owners()).isEqualTo(owned.owners());
      assertThat(back.goodUntil()).isEqualTo(owned.goodUntil());
      assertThat(back.intent()).isEqualTo(Intent.APPROVED);
    }

    @Test
    void afterTheDeadlineLeavesItSuspended() {
      Identity back = new EndHandOver("back").applyTo(waiting, DEADLINE);

      assertThat(back.handOver()).isNull();
      assertThat(back.intent()).isEqualTo(Intent.SUSPENDED);
    }
  }

  @Nested
  class ASuccessor {

    @Test
    void takesThePlaceOfThoseWhoWent() {
      Identity taken = new TakeOver("dora", Owner.Role.OWNER).applyTo(waiting, BEFORE);

      assertThat(taken.owners())
          .containsExactly(new Owner("dora", Owner.Role.OWNER, BEFORE), BACKUP);
      assertThat(taken.handOver()).isNull();
      assertThat(taken.intent()).isEqualTo(Intent.APPROVED);
    }

    @Test
    void whoWasTheBackupIsOneNoMore() {
      Identity taken = new TakeOver("bob", Owner.Role.OWNER).applyTo(waiting, BEFORE);

      assertThat(taken.owners()).containsExactly(new Owner("bob", Owner.Role.OWNER, BEFORE));
    }

    @Test
    void mayHaveBeenNamedBefore() {
      Identity named = handedOver(ownedBy(Specimen.OWNER, NAMED));

      Identity accepted = new OwnerChange.AcceptOwnership("carol").applyTo(named, BEFORE);

      assertThat(accepted.owners()).containsExactly(new Owner("carol", Owner.Role.OWNER, BEFORE));
      assertThat(accepted.handOver()).isNull();
    }

    @Test
    void whoComesTooLateFindsItSuspended() {
      Identity taken = new TakeOver("dora", Owner.Role.OWNER).applyTo(waiting, DEADLINE);

      assertThat(taken.intent()).isEqualTo(Intent.SUSPENDED);
      assertThat(new Change.Resume("owned again").applyTo(taken, DEADLINE).standing(DEADLINE))
          .isEqualTo(Standing.GOOD);
    }

    @Test
    void saysYesOnce() {
      Identity taken = new TakeOver("dora", Owner.Role.OWNER).applyTo(waiting, BEFORE);

      assertThat(new TakeOver("dora", Owner.Role.OWNER).applyTo(taken, DEADLINE)).isSameAs(taken);
    }

    @Test
    void whoIsOnlyNamedEndsNothing() {
      Identity named = new OwnerChange.AssignOwners(List.of(NAMED)).applyTo(waiting, BEFORE);

      assertThat(named.goodUntil()).isEqualTo(DEADLINE);
    }

    @Test
    void whoSponsorsItOrStepsInEndsNothing() {
      Identity sponsored = new TakeOver("dora", Owner.Role.SPONSOR).applyTo(waiting, BEFORE);

      assertThat(sponsored.goodUntil()).isEqualTo(DEADLINE);
      assertThat(sponsored.owners()).hasSize(3);
    }
  }

  @Nested
  class WhoDeclines {

    @Test
    void answersForItNoMore() {
      Identity declined =
          new DeclineOwnership("carol", "another team's", null)
              .applyTo(ownedBy(Specimen.OWNER, NAMED), GONE);

      assertThat(declined.owners()).containsExactly(Specimen.OWNER);
    }

    @Test
    void isNoLongerItsCustodian() {
      Identity declined = new DeclineOwnership("bob", "no time", null).applyTo(waiting, BEFORE);

      assertThat(Objects.requireNonNull(declined.handOver()).custodian()).isNull();
      assertThat(declined.goodUntil()).isEqualTo(DEADLINE);
    }

    @Test
    void wasAsked() {
      refused(owned, new DeclineOwnership("mallory", "no", null), Rule.NOT_YOURS, "mallory");
    }
  }

  @Nested
  class WhatNobodyOwns {

    @Test
    void isSuspendedAtTheDeadlineAndNotBefore() {
      refused(waiting, new SuspendUnowned(), Rule.OUT_OF_ORDER, "not earlier", BEFORE);

      assertThat(new SuspendUnowned().applyTo(waiting, DEADLINE).intent())
          .isEqualTo(Intent.SUSPENDED);
    }

    @Test
    void staysStoppedWhenSomebodyResumesItWithoutAnswering() {
      Identity suspended = new SuspendUnowned().applyTo(waiting, DEADLINE);

      Identity resumed = new Change.Resume("we need it").applyTo(suspended, DEADLINE);

      assertThat(resumed.standing(DEADLINE)).isEqualTo(Standing.LAPSED);
    }

    @Test
    void isSuspendedOnce() {
      Identity suspended = new SuspendUnowned().applyTo(waiting, DEADLINE);

      assertThat(new SuspendUnowned().applyTo(suspended, DEADLINE)).isSameAs(suspended);
    }
  }

  private static Identity ownedBy(Owner... owners) {
    Identity approved = Specimen.approved();
    return approved.edited(draft -> draft.owners = List.of(owners));
  }

  private static Identity handedOver(Identity identity) {
    boolean backedUp = identity.owners().contains(BACKUP);
    return new BeginHandOver(Duration.ofDays(8), backedUp ? "bob" : null).applyTo(identity, GONE);
  }

  private static void refused(Identity identity, Change change, Rule rule, String why) {
    refused(identity, change, rule, why, GONE);
  }

  private static void refused(
      Identity identity, Change change, Rule rule, String why, Instant now) {
    assertThatExceptionOfType(ChangeRefused.class)
        .isThrownBy(() -> change.applyTo(identity, now))
        .withMessageContaining(why)
        .satisfies(refusal -> assertThat(refusal.rule()).isEqualTo(rule));
  }
}
