package dev.steward.identity;

import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One decision about an identity. */
public sealed interface Change
    permits Change.Register,
        Change.Describe,
        Change.Approve,
        Change.Begin,
        Change.Certify,
        Change.Limit,
        Change.Suspend,
        Change.Resume,
        Change.Revoke,
        OwnerChange {

  /**
   * The identity after the change, made at {@code now}. One that would not differ keeps its
   * version.
   *
   * @throws ChangeRefused when the identity's state does not allow it
   */
  Identity applyTo(Identity before, Instant now);

  /** The name of the change in the ledger. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** The first change: it brings an identity into being, at version 1. */
  record Register(
      Id id,
      Profile profile,
      @Nullable Client client,
      List<Owner> owners,
      Cadence cadence,
      Set<ControlLink> controls,
      Validity validity,
      Allowance allowance,
      boolean approved)
      implements Change {

    public Register {
      owners = List.copyOf(owners);
      controls = Set.copyOf(controls);
    }

    /** Refuses: what exists cannot be registered again. */
    @Override
    public Identity applyTo(Identity before, Instant now) {
      throw new ChangeRefused(
          Rule.OUT_OF_ORDER, before.profile().userName() + " is registered already");
    }

    /** The identity at version 1, counted as reviewed on the day it was registered. */
    public Identity identity(Instant now) {
      return new Identity(
          id,
          1,
          profile,
          client,
          owners,
          cadence,
          controls,
          validity,
          allowance,
          LocalDate.ofInstant(now, ZoneOffset.UTC),
          approved ? Intent.APPROVED : Intent.PROPOSED);
    }
  }

  /** New words, links, cadence, end or allowance for the same identity. */
  record Describe(
      Profile profile,
      @Nullable Client client,
      Cadence cadence,
      Set<ControlLink> controls,
      Validity validity,
      Allowance allowance)
      implements Change {

    public Describe {
      controls = Set.copyOf(controls);
    }

    @Override
    public Identity applyTo(Identity before, Instant now) {
      if (before.profile().kind() != profile.kind()) {
        throw new ChangeRefused(Rule.FIXED, "the kind of an identity cannot be changed");
      }
      if (before.client() != null && !before.client().equals(client)) {
        throw new ChangeRefused(
            Rule.FIXED,
            "%s signs in with client %s and keeps it; revoke it and register another"
                .formatted(before.profile().userName(), before.client().uuid()));
      }
      return before.edited(
          draft -> {
            draft.profile = profile;
            draft.client = client;
            draft.cadence = cadence;
            draft.controls = controls;
            draft.validity = before.validity().begun() ? validity.begin() : validity;
            draft.allowance = allowance;
          });
    }
  }

  /** It may act. Counts as a review. */
  record Approve() implements Change {

    @Override
    public Identity applyTo(Identity before, Instant now) {
      requireIntent(before, Intent.PROPOSED, "approve");
      return before.edited(
          draft -> {
            draft.intent = Intent.APPROVED;
            draft.lastReviewed = dayOf(now);
          });
    }
  }

  /** The day it was approved for has come. */
  record Begin() implements Change {

    @Override
    public Identity applyTo(Identity before, Instant now) {
      Instant from = before.validity().from();
      if (from != null && now.isBefore(from)) {
        throw new ChangeRefused(
            Rule.OUT_OF_ORDER,
            "%s begins at %s, not earlier".formatted(before.profile().userName(), from));
      }
      return before.edited(draft -> draft.validity = before.validity().begin());
    }
  }

  /** A reviewer says that it should go on as it is. */
  record Certify(String reason) implements Change {

    @Override
    public Identity applyTo(Identity before, Instant now) {
      requireIntent(before, Intent.APPROVED, "certify");
      return before.edited(draft -> draft.lastReviewed = dayOf(now));
    }
  }

  /**
   * A reviewer says that it should go on with less.
   *
   * @param scopes the scopes to keep, or null to keep all
   * @param until a new end, or null to keep the present one
   */
  record Limit(@Nullable Set<String> scopes, @Nullable Instant until, String reason)
      implements Change {

    public Limit {
      scopes = scopes == null ? null : Set.copyOf(scopes);
    }

    @Override
    public Identity applyTo(Identity before, Instant now) {
      requireIntent(before, Intent.APPROVED, "limit");
      Allowance allowance =
          scopes == null ? before.allowance() : before.allowance().narrowedTo(scopes);
      Validity validity = until == null ? before.validity() : before.validity().endBy(until);
      if (allowance.equals(before.allowance()) && validity.equals(before.validity())) {
        throw new ChangeRefused(
            Rule.NOT_NARROWER, "a limit takes scopes away or sets an earlier end; this does not");
      }
      return before.edited(
          draft -> {
            draft.allowance = allowance;
            draft.validity = validity;
            draft.lastReviewed = dayOf(now);
          });
    }
  }

  /** Stopped, for now. Only what was approved can be, so that resuming never approves. */
  record Suspend(String reason) implements Change {

    @Override
    public Identity applyTo(Identity before, Instant now) {
      if (before.intent() == Intent.PROPOSED) {
        requireIntent(before, Intent.APPROVED, "suspend");
      }
      return before.edited(draft -> draft.intent = Intent.SUSPENDED);
    }
  }

  /** No longer stopped. Not a review: what was due is still due. */
  record Resume(String reason) implements Change {

    @Override
    public Identity applyTo(Identity before, Instant now) {
      requireIntent(before, Intent.SUSPENDED, "resume");
      return before.edited(draft -> draft.intent = Intent.APPROVED);
    }
  }

  /** Ended for good. */
  record Revoke(String reason) implements Change {

    @Override
    public Identity applyTo(Identity before, Instant now) {
      return before.edited(
          draft -> {
            draft.intent = Intent.REVOKED;
            draft.handOver = null;
          });
    }
  }

  private static void requireIntent(Identity identity, Intent needed, String verb) {
    if (identity.intent() != needed) {
      throw new ChangeRefused(
          Rule.OUT_OF_ORDER,
          "cannot %s %s: it is %s, not %s"
              .formatted(verb, identity.profile().userName(), identity.intent(), needed));
    }
  }

  private static LocalDate dayOf(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }
}
