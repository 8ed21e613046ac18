package dev.steward.identity;

import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Identity.Intent;
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
        intent);
  }
}
