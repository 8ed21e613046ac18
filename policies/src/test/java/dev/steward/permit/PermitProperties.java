package dev.steward.permit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.identity.Allowance;
import dev.steward.identity.Cadence;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Specimen;
import dev.steward.identity.Validity;
import dev.steward.permit.Decision.Denied;
import dev.steward.permit.Decision.Permitted;
import dev.steward.permit.Decision.Reason;
import dev.steward.permit.Decision.Trimmed;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;

/** What holds for every permit, every question and every instant. */
class PermitProperties {

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void whatIsDeniedStaysDeniedOutsideBrownoutWindows(
      @ForAll("permits") Permit permit,
      @ForAll("requests") TokenRequest request,
      @ForAll("instants") Instant now,
      @ForAll @LongRange(max = 1_000_000) long seconds) {
    boolean denied =
        permit.decide(request, now) instanceof Denied d && d.reason() != Reason.BROWNOUT;

    seen(denied);
    if (denied) {
      assertThat(permit.decide(request, now.plusSeconds(seconds))).isInstanceOf(Denied.class);
    }
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void aNarrowerPermitNeverPermitsMore(
      @ForAll("permits") Permit wide,
      @ForAll("scopes") Set<String> scopes,
      @ForAll @IntRange(max = 9) int fewer,
      @ForAll Intent intent,
      @ForAll @IntRange(max = 100_000) int earlier,
      @ForAll @IntRange(min = 1, max = 4) int shorter,
      @ForAll("requests") TokenRequest request,
      @ForAll("instants") Instant now) {
    Set<String> kept = new HashSet<>(wide.scopes());
    kept.retainAll(scopes);
    Permit narrow =
        new Permit(
            wide.identity(),
            wide.kind(),
            wide.client(),
            wide.version(),
            wide.intent() == Intent.APPROVED && fewer != 1 ? Intent.APPROVED : away(intent),
            wide.goodUntil().minusSeconds(earlier),
            wide.ending(),
            wide.reviewDue(),
            wide.graceFrom(),
            wide.brownout(),
            fewer == 0 ? Set.of() : wide.grants(),
            kept,
            wide.longestToken().dividedBy(shorter));

    Decision byNarrow = narrow.decide(request, now);
    Decision byWide = wide.decide(request, now);

    seen(!(byNarrow instanceof Denied));
    if (byWide instanceof Denied) {
      assertThat(byNarrow).isInstanceOf(Denied.class);
    }
    if (!(byNarrow instanceof Denied)) {
      assertThat(endBy(byNarrow)).isBeforeOrEqualTo(endBy(byWide));
      assertThat(left(request, byWide)).containsAll(left(request, byNarrow));
    }
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void noTokenOutlivesItsPermitOrCarriesAScopeBeyondTheCeiling(
      @ForAll("permits") Permit permit,
      @ForAll("requests") TokenRequest request,
      @ForAll("instants") Instant now) {
    Decision decision = permit.decide(request, now);

    seen(!(decision instanceof Denied));
    if (!(decision instanceof Denied)) {
      assertThat(endBy(decision))
          .isAfter(now)
          .isBeforeOrEqualTo(permit.goodUntil())
          .isBeforeOrEqualTo(now.plus(permit.longestToken()));
      assertThat(permit.scopes()).containsAll(left(request, decision));
      assertThat(permit.scopes()).containsAll(request.requested());
      assertThat(permit.grants()).contains(request.grantType());
    }
  }

  @Property
  void aPermitKnowsTheStandingOfItsIdentityAtEveryInstant(
      @ForAll("identities") Identity identity, @ForAll @LongRange(min = -10, max = 90) long hours) {
    Permit permit = Permit.of(identity, Specimen.CLIENT);
    Instant boundary = identity.goodUntil().plus(Duration.ofHours(hours - 45));

    for (Instant now : new Instant[] {boundary.minusNanos(1), boundary, boundary.plusNanos(1)}) {
      assertThat(permit.standing(now)).isEqualTo(identity.standing(now));
      if (!identity.standing(now).mayAct()) {
        var request = new TokenRequest(Specimen.CLIENT, "client_credentials", Set.of(), Set.of());
        assertThat(permit.decide(request, now)).isInstanceOf(Denied.class);
      }
    }
  }

  @Provide
  Arbitrary<Permit> permits() {
    return Permits.any();
  }

  @Provide
  Arbitrary<TokenRequest> requests() {
    return Permits.requests();
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Permits.instants();
  }

  @Provide
  Arbitrary<Set<String>> scopes() {
    return Permits.scopes();
  }

  @Provide
  Arbitrary<Identity> identities() {
    Validity ending =
        Validity.between(null, Specimen.REGISTERED.plusSeconds(1_000_000), Specimen.REGISTERED);
    Validity waiting =
        Validity.between(Specimen.REGISTERED.plusSeconds(1), null, Specimen.REGISTERED);
    Cadence strict = new Cadence(Period.ofDays(1), Period.ZERO, Period.ZERO);
    Cadence brown = new Cadence(Period.ofMonths(1), Period.ofDays(2), Period.ofDays(2));
    Allowance nothing = new Allowance(Set.of(), Set.of(), Duration.ofSeconds(1));
    Identity approved = Specimen.approved();
    return Arbitraries.of(
        approved,
        Specimen.approved(ending),
        Specimen.approved(waiting),
        Specimen.approved(strict, Validity.OPEN),
        Specimen.approved(brown, Validity.OPEN),
        Specimen.approved(brown, ending),
        Specimen.proposed(),
        Specimen.suspended(),
        Specimen.revoked(),
        new Change.Describe(
                approved.profile(),
                approved.client(),
                approved.cadence(),
                Set.of(),
                approved.validity(),
                nothing)
            .applyTo(approved, Specimen.REGISTERED));
  }

  /** Fails the property when what it is about hardly ever happened. */
  private static void seen(boolean happened) {
    Statistics.collect(happened);
    Statistics.coverage(coverage -> coverage.check(true).count(times -> times > 50));
  }

  private static Intent away(Intent intent) {
    return intent == Intent.APPROVED ? Intent.PROPOSED : intent;
  }

  private static Instant endBy(Decision decision) {
    return switch (decision) {
      case Permitted permitted -> permitted.endBy();
      case Trimmed trimmed -> trimmed.endBy();
      case Denied denied -> throw new AssertionError(denied);
    };
  }

  private static Set<String> left(TokenRequest request, Decision decision) {
    Set<String> left = new HashSet<>(request.granted());
    if (decision instanceof Trimmed trimmed) {
      left.removeAll(trimmed.beyond());
    }
    return left;
  }
}
