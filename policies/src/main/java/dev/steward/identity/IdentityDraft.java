package dev.steward.identity;

import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Identity.Intent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An identity on its way to its next version. Lives for one change, in one method. */
final class IdentityDraft {

  private final Identity before;

  Profile profile;
  @Nullable Client client;
  List<Owner> owners;
  Cadence cadence;
  Set<ControlLink> controls;
  Validity validity;
  Allowance allowance;
  LocalDate lastReviewed;
  Intent intent;
  @Nullable HandOver handOver;

  IdentityDraft(Identity before) {
    this.before = before;
    this.profile = before.profile();
    this.client = before.client();
    this.owners = before.owners();
    this.cadence = before.cadence();
    this.controls = before.controls();
    this.validity = before.validity();
    this.allowance = before.allowance();
    this.lastReviewed = before.lastReviewed();
    this.intent = before.intent();
    this.handOver = before.handOver();
  }

  /** Somebody new who owns it takes the place of those who went, and ends the hand-over. */
  void succeed(Instant now) {
    if (handOver != null && isAnsweredAnew()) {
      owners = owners.stream().filter(owner -> !owner.owns() || !wasThere(owner)).toList();
    }
    settle(now);
  }

  /** Follows in the hand-over what was done to the owners. */
  void settle(Instant now) {
    if (handOver != null && isAnsweredAnew()) {
      endHandOver(now);
    }
    if (handOver != null && owners.stream().map(Owner::person).noneMatch(this::isCustodian)) {
      handOver = handOver.entrustedTo(null);
    }
  }

  /** Ends the hand-over. What was refused because of it is stopped until a person resumes it. */
  void endHandOver(Instant now) {
    if (handOver != null && handOver.isOver(now) && intent == Intent.APPROVED) {
      intent = Intent.SUSPENDED;
    }
    handOver = null;
  }

  private boolean isAnsweredAnew() {
    return owners.stream().anyMatch(owner -> owner.owns() && !wasThere(owner));
  }

  private boolean wasThere(Owner owner) {
    return before.owners().contains(owner);
  }

  private boolean isCustodian(String person) {
    return handOver != null && person.equals(handOver.custodian());
  }

  /** The next version, or the identity as it was when nothing differs. */
  Identity finished() {
    Identity same = at(before.version());
    return same.equals(before) ? before : at(before.version() + 1);
  }

  private Identity at(long version) {
    return new Identity(
        before.id(),
        version,
        profile,
        client,
        owners,
        cadence,
        controls,
        validity,
        allowance,
        lastReviewed,
        intent,
        handOver);
  }
}
