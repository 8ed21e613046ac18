package dev.steward.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StandingTest {

  private static final Instant FAR_AWAY = Instant.parse("2099-01-01T00:00:00Z");

  @Nested
  class AnApprovedIdentity {

    private final Identity identity = Specimen.approved();

    @ParameterizedTest
    @CsvSource({
      "2027-01-01T09:30:00Z,           GOOD",
      "2027-01-31T23:59:59.999999999Z, GOOD",
      "2027-02-01T00:00:00Z,           GRACE",
      "2027-02-10T23:59:59.999999999Z, GRACE",
      "2027-02-11T00:00:00Z,           BROWNOUT",
      "2027-02-14T23:59:59.999999999Z, BROWNOUT",
      "2027-02-15T00:00:00Z,           LAPSED",
      "2099-01-01T00:00:00Z,           LAPSED"
    })
    void goesThroughGraceAndBrownoutToItsLapse(Instant now, Standing standing) {
      assertThat(identity.standing(now)).isEqualTo(standing);
    }

    @Test
    void isReviewedInTimeUntilTheLastMomentOfTheDueDayInUtc() {
      assertThat(identity.reviewDue()).isEqualTo(LocalDate.parse("2027-01-31"));
    }

    @Test
    void isGoodUntilItsReviewLapses() {
      assertThat(identity.goodUntil()).isEqualTo("2027-02-15T00:00:00Z");
    }

    @Test
    void isGoodAgainAfterAReview() {
      Instant late = Instant.parse("2027-02-20T12:00:00Z");
      Identity certified = new Change.Certify("still needed").applyTo(identity, late);

      assertThat(identity.standing(late)).isEqualTo(Standing.LAPSED);
      assertThat(certified.standing(late)).isEqualTo(Standing.GOOD);
    }
  }

  @Nested
  class AnIdentityWithAnEndOfItsOwn {

    private final Instant end = Instant.parse("2027-01-10T12:00:00Z");
    private final Identity identity = Specimen.approved(new Validity(null, end, true));

    @Test
    void lapsesThenWhateverItsReviewsSay() {
      assertThat(identity.goodUntil()).isEqualTo(end);
      assertThat(identity.standing(end.minusNanos(1))).isEqualTo(Standing.GOOD);
      assertThat(identity.standing(end)).isEqualTo(Standing.LAPSED);
    }

    @Test
    void lapsesWithItsReviewWhenThatIsEarlier() {
      Identity lasting = Specimen.approved(new Validity(null, FAR_AWAY, true));

      assertThat(lasting.goodUntil()).isEqualTo("2027-02-15T00:00:00Z");
    }
  }

  @Nested
  class AnIdentityWhoseTimeHasNotCome {

    private final Instant start = Instant.parse("2027-01-05T00:00:00Z");
    private final Identity identity =
        Specimen.approved(Validity.between(start, null, Specimen.REGISTERED));

    @Test
    void isProposedUntilItBegins() {
      assertThat(identity.standing(start)).isEqualTo(Standing.PROPOSED);
      assertThat(new Change.Begin().applyTo(identity, start).standing(start))
          .isEqualTo(Standing.GOOD);
    }
  }

  @Nested
  class ACadence {

    @Test
    void withoutGraceLapsesTheDayAfterTheDueDay() {
      Identity strict =
          Specimen.approved(
              new Cadence(Period.ofDays(30), Period.ZERO, Period.ZERO), Validity.OPEN);

      assertThat(strict.standing(Instant.parse("2027-01-31T23:59:59Z"))).isEqualTo(Standing.GOOD);
      assertThat(strict.standing(Instant.parse("2027-02-01T00:00:00Z"))).isEqualTo(Standing.LAPSED);
    }

    @Test
    void withoutBrownoutGoesFromGraceToLapse() {
      Identity lenient =
          Specimen.approved(
              new Cadence(Period.ofDays(30), Period.ofDays(14), Period.ZERO), Validity.OPEN);

      assertThat(lenient.standing(Instant.parse("2027-02-14T23:59:59Z"))).isEqualTo(Standing.GRACE);
      assertThat(lenient.standing(Instant.parse("2027-02-15T00:00:00Z")))
          .isEqualTo(Standing.LAPSED);
    }

    @Test
    void neverTurnsBrownBeforeTheReviewIsLate() {
      // from the end of February a month of grace is shorter than 30 days of brownout
      Cadence cadence = new Cadence(Period.ofDays(30), Period.ofMonths(1), Period.ofDays(30));
      LocalDate reviewed = LocalDate.parse("2027-01-05");

      assertThat(cadence.brownoutFrom(reviewed)).isEqualTo(cadence.graceFrom(reviewed));
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhatIsGoodInGraceOrInBrownoutMayAct(Standing standing) {
    assertThat(standing.mayAct())
        .isEqualTo(
            standing == Standing.GOOD
                || standing == Standing.GRACE
                || standing == Standing.BROWNOUT);
  }

  @Test
  void whatPeopleStoppedStaysStoppedAtAnyTime() {
    Stream.of(Specimen.REGISTERED, FAR_AWAY)
        .forEach(
            now -> {
              assertThat(Specimen.proposed().standing(now)).isEqualTo(Standing.PROPOSED);
              assertThat(Specimen.suspended().standing(now)).isEqualTo(Standing.SUSPENDED);
              assertThat(Specimen.revoked().standing(now)).isEqualTo(Standing.REVOKED);
            });
  }
}
