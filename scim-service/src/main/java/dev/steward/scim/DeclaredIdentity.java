package dev.steward.scim;

import dev.steward.identity.Allowance;
import dev.steward.identity.Cadence;
import dev.steward.identity.Change;
import dev.steward.identity.Change.Approve;
import dev.steward.identity.Change.Describe;
import dev.steward.identity.Change.Register;
import dev.steward.identity.Change.Resume;
import dev.steward.identity.Change.Suspend;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Owner;
import dev.steward.identity.OwnerChange.AssignOwners;
import dev.steward.identity.Profile;
import dev.steward.identity.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An identity as a document says it should be.
 *
 * <p>A document describes a state; the registry takes changes. The difference is computed here.
 *
 * @param active whether it may act, or null when the document does not say
 */
record DeclaredIdentity(
    Profile profile,
    @Nullable Client client,
    List<Owner> owners,
    Cadence cadence,
    Set<ControlLink> controls,
    Validity validity,
    Allowance allowance,
    @Nullable Boolean active) {

  private static final String REASON = "active was set through SCIM";

  DeclaredIdentity {
    owners = List.copyOf(owners);
    controls = Set.copyOf(controls);
  }

  /** The change that brings it into being. Only {@code active: false} makes it a proposal. */
  Register registered(Identity.Id id) {
    return new Register(
        id,
        profile,
        client,
        owners,
        cadence,
        controls,
        validity,
        allowance,
        !Boolean.FALSE.equals(active));
  }

  /** The same, which people have yet to approve. */
  DeclaredIdentity proposed() {
    return new DeclaredIdentity(
        profile, client, owners, cadence, controls, validity, allowance, false);
  }

  /** The changes that lead from an identity to this one; none when they agree. */
  List<Change> changesFrom(Identity before) {
    List<Change> changes = new ArrayList<>();
    if (!describes(before)) {
      changes.add(new Describe(profile, client, cadence, controls, validity, allowance));
    }
    if (!people(owners).equals(people(before.owners()))) {
      changes.add(new AssignOwners(owners));
    }
    Change intent = intent(before.intent());
    if (intent != null) {
      changes.add(intent);
    }
    return changes;
  }

  private boolean describes(Identity before) {
    return new Describe(profile, client, cadence, controls, validity, allowance)
        .equals(
            new Describe(
                before.profile(),
                before.client(),
                before.cadence(),
                before.controls(),
                before.validity(),
                before.allowance()));
  }

  /** Silence is neither a stop nor a start; neither is an {@code active} that is so already. */
  private @Nullable Change intent(Intent before) {
    if (active == null || active == (before == Intent.APPROVED)) {
      return null;
    }
    return switch (before) {
      case PROPOSED -> new Approve();
      case SUSPENDED, REVOKED -> new Resume(REASON);
      case APPROVED -> new Suspend(REASON);
    };
  }

  private static Set<String> people(List<Owner> owners) {
    return owners.stream()
        .map(owner -> owner.role() + " " + owner.person())
        .collect(Collectors.toSet());
  }
}
