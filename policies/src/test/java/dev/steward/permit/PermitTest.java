package dev.steward.permit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.OwnerChange;
import dev.steward.identity.Specimen;
import dev.steward.identity.Validity;
import dev.steward.permit.Decision.Denied;
import dev.steward.permit.Decision.Permitted;
import dev.steward.permit.Decision.Reason;
import dev.steward.permit.Decision.Trimmed;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PermitTest {

  private static final Instant NOW = Instant.parse("2027-01-15T10:20:00Z");
  private static final Instant LAPSE = Instant.parse("2027-02-15T00:00:00Z");
  private static final Set<String> NONE = Set.of();

  private final Permit permit = permit(Specimen.approved());

  @Nested
  class AnApprovedIdentity {

    @Test
    void getsATokenNoLongerThanItsAllowance() {
      assertThat(permit.decide(request("client_credentials", NONE, NONE), NOW))
          .isEqualTo(new Permitted(1, NOW.plusSeconds(300)));
    }

    @Test
    void getsATokenThatEndsWithThePermit() {
      Instant late = LAPSE.minusSeconds(60);

      assertThat(permit.decide(request("client_credentials", NONE, NONE), late))
          .isEqualTo(new Permitted(1, LAPSE));
    }

    @Test
    void mayActUntilTheInstantItsReviewLapses() {
      TokenRequest request = request("client_credentials", NONE, NONE);

      assertThat(permit.decide(request, LAPSE.minusNanos(1))).isInstanceOf(Permitted.class);
      assertThat(permit.decide(request, LAPSE)).satisfies(refusedFor(Reason.REVIEW_LAPSED));
    }

    @Test
    void mayActUntilNobodyAcceptedToFollowItsOwners() {
      Identity waiting =
          new OwnerChange.BeginHandOver(Duration.ofDays(8), null).applyTo(Specimen.approved(), NOW);
      Instant deadline = NOW.plus(Duration.ofDays(8));
      Instant window = Instant.parse("2027-01-21T11:00:00Z");
      TokenRequest request = request("client_credentials", NONE, NONE);

      assertThat(permit(waiting).decide(request, deadline.minusSeconds(2_100)))
          .isInstanceOf(Permitted.class);
      assertThat(permit(waiting).decide(request, deadline))
          .satisfies(refusedFor(Reason.OWNER_GONE));
      assertThat(permit(waiting).decide(request, window))
          .satisfies(refusedFor(Reason.BROWNOUT))
          .satisfies(
              denied ->
                  assertThat(((Denied) denied).detail())
                      .startsWith("nobody answers for the identity; tokens are refused until"));
    }

    @Test
    void isRefusedInTheWindowsOfTheBrownout() {
      Instant window = Instant.parse("2027-02-11T00:00:00Z");
      TokenRequest request = request("client_credentials", NONE, NONE);

      assertThat(permit.decide(request, window.minusNanos(1))).isInstanceOf(Permitted.class);
      assertThat(permit.decide(request, window))
          .satisfies(refusedFor(Reason.BROWNOUT))
          .satisfies(
              denied ->
                  assertThat(((Denied) denied).detail())
                      .contains("2027-02-11T00:01:00Z", "2027-02-15T00:00:00Z"));
      assertThat(permit.decide(request, window.plusSeconds(60))).isInstanceOf(Permitted.class);
    }

    @Test
    void cannotLendItsPermitToAnotherClient() {
      assertThat(permit.decide(asking("acme", "c-2"), NOW))
          .satisfies(refusedFor(Reason.WRONG_CLIENT));
      assertThat(permit.decide(asking("other", "c-1"), NOW))
          .satisfies(refusedFor(Reason.WRONG_CLIENT));
    }

    @Test
    void cannotUseAGrantThatIsNotItsOwn() {
      assertThat(permit.decide(request("password", NONE, NONE), NOW))
          .satisfies(refusedFor(Reason.GRANT_NOT_ALLOWED));
    }

    @Test
    void cannotAskForAScopeBeyondTheCeiling() {
      assertThat(
              permit.decide(
                  request("client_credentials", Set.of("invoices:read", "pay"), NONE), NOW))
          .satisfies(refusedFor(Reason.SCOPE_NOT_ALLOWED))
          .satisfies(denied -> assertThat(((Denied) denied).detail()).contains("scope pay;"));
    }

    @Test
    void doesNotGetTheScopesBeyondTheCeilingThatComeByDefault() {
      assertThat(
              permit.decide(
                  request("client_credentials", NONE, Set.of("invoices:read", "email")), NOW))
          .isEqualTo(new Trimmed(1, NOW.plusSeconds(300), Set.of("email")));
    }
  }

  @Test
  void whatPeopleStoppedIsRefusedWithTheirReason() {
    TokenRequest request = request("client_credentials", NONE, NONE);

    assertThat(permit(Specimen.proposed()).decide(request, NOW))
        .satisfies(refusedFor(Reason.NOT_APPROVED));
    assertThat(permit(Specimen.suspended()).decide(request, NOW))
        .satisfies(refusedFor(Reason.SUSPENDED));
    assertThat(permit(Specimen.revoked()).decide(request, NOW))
        .satisfies(refusedFor(Reason.REVOKED));
  }

  @Test
  void whatEndsBeforeItsReviewIsRefusedForItsEnd() {
    Permit ending = permit(Specimen.approved(new Validity(null, NOW, true)));

    assertThat(ending.decide(request("client_credentials", NONE, NONE), NOW))
        .satisfies(refusedFor(Reason.VALIDITY_ENDED));
  }

  @Test
  void whatHasNotBegunIsRefusedLikeAProposal() {
    Identity waiting =
        Specimen.approved(Validity.between(NOW.plusSeconds(1), null, Specimen.REGISTERED));

    assertThat(permit(waiting).intent()).isEqualTo(Intent.PROPOSED);
  }

  private static Permit permit(Identity identity) {
    return Permit.of(identity, Specimen.CLIENT);
  }

  private static TokenRequest request(String grant, Set<String> requested, Set<String> granted) {
    return new TokenRequest(Specimen.CLIENT, grant, requested, granted);
  }

  private static TokenRequest asking(String realm, String client) {
    return new TokenRequest(new Client(realm, client), "client_credentials", NONE, NONE);
  }

  private static Consumer<Decision> refusedFor(Reason reason) {
    return decision ->
        assertThat(decision)
            .isInstanceOfSatisfying(
                Denied.class, denied -> assertThat(denied.reason()).isEqualTo(reason));
  }
}
