package dev.steward.identity;

import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity.Intent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One decision about who answers for an identity: who is named, says yes or no, goes or comes.
 *
 * <p>None of them lets an identity do anything that it could not do before.
 */
public sealed interface OwnerChange extends Change {

  /** These and no other people answer for it. Acceptance of those who stay is kept. */
  record AssignOwners(List<Owner> owners) implements OwnerChange {

    public AssignOwners {
      owners = List.copyOf(owners);
    }

    @Override
    public Identity applyTo(Identity before, Instant now) {
      return before.edited(
          draft -> {
            draft.owners = owners.stream().map(owner -> asKnown(before, owner)).toList();
            draft.settle(now);
          });
    }

    private static Owner asKnown(Identity before, Owner owner) {
      return before.owners().stream()
          .filter(known -> known.person().equals(owner.person()) && known.role() == owner.role())
          .filter(Owner::accepted)
          .findFirst()
          .orElse(owner);
    }
  }

  /** A person says yes to answering for it. */
  record AcceptOwnership(String person) implements OwnerChange {

    @Override
    public Identity applyTo(Identity before, Instant now) {
      if (before.owners().stream().noneMatch(owner -> owner.person().equals(person))) {
        throw new ChangeRefused(
            Rule.NOT_YOURS,
            "nobody proposed %s as an owner of %s".formatted(person, before.profile().userName()));
      }
      return before.edited(
          draft -> {
            draft.owners = before.owners().stream().map(owner -> accept(owner, now)).toList();
            draft.succeed(now);
          });
    }

    private Owner accept(Owner owner, Instant now) {
      return owner.accepted() || !owner.person().equals(person)
          ? owner
          : new Owner(owner.person(), owner.role(), now);
    }
  }

  /**
   * Everybody who accepted to own it went. Somebody else has some time to say yes. A hand-over that
   * began already goes on as it is.
   *
   * @param custodian who holds it meanwhile: somebody who is named already, or nobody
   */
  record BeginHandOver(Duration time, @Nullable String custodian) implements OwnerChange {

    @Override
    public Identity applyTo(Identity before, Instant now) {
      return before.edited(
          draft -> {
            if (draft.handOver == null) {
              draft.handOver = new HandOver(now, now.plus(time), custodian);
            }
          });
    }
  }

  /** Somebody else, or nobody, holds it until the hand-over ends. */
  record Entrust(@Nullable String custodian) implements OwnerChange {

    @Override
    public Identity applyTo(Identity before, Instant now) {
      return before.edited(draft -> draft.handOver = required(before).entrustedTo(custodian));
    }
  }

  /**
   * An owner who went is back. After the deadline the identity is left suspended: what was refused
   * is not allowed again because somebody came.
   */
  record EndHandOver(String reason) implements OwnerChange {

    @Override
    public Identity applyTo(Identity before, Instant now) {
      return before.edited(
          draft -> {
            required(before);
            draft.endHandOver(now);
          });
    }
  }

  /**
   * A person says yes to answering for it in a role, for which nobody had named them on the record.
   * Who becomes its owner in a hand-over takes the place of those who went.
   */
  record TakeOver(String person, Owner.Role role) implements OwnerChange {

    @Override
    public Identity applyTo(Identity before, Instant now) {
      return before.edited(
          draft -> {
            if (before.owners().stream().noneMatch(this::isAnswered)) {
              draft.owners = owners(before, now);
              draft.succeed(now);
            }
          });
    }

    private List<Owner> owners(Identity before, Instant now) {
      return Stream.concat(
              Stream.of(new Owner(person, role, now)),
              before.owners().stream().filter(owner -> !isReplaced(owner)))
          .toList();
    }

    private boolean isAnswered(Owner owner) {
      return owner.person().equals(person) && owner.role() == role && owner.accepted();
    }

    /** Who owns it steps in for nobody. */
    private boolean isReplaced(Owner owner) {
      return owner.person().equals(person)
          && (owner.role() == role
              || (role == Owner.Role.OWNER && owner.role() == Owner.Role.BACKUP));
    }
  }

  /**
   * A person says no to answering for it, or no longer.
   *
   * @param counterProposal who should be asked instead, if the person knows
   */
  record DeclineOwnership(String person, String reason, @Nullable String counterProposal)
      implements OwnerChange {

    @Override
    public Identity applyTo(Identity before, Instant now) {
      return before.edited(
          draft -> {
            draft.owners =
                before.owners().stream().filter(owner -> !owner.person().equals(person)).toList();
            if (draft.owners.size() == before.owners().size()) {
              throw new ChangeRefused(
                  Rule.NOT_YOURS,
                  "nobody proposed %s as an owner of %s"
                      .formatted(person, before.profile().userName()));
            }
            draft.settle(now);
          });
    }
  }

  /** Nobody answered by the deadline. Until then it is not stopped for want of an owner. */
  record SuspendUnowned() implements OwnerChange {

    @Override
    public Identity applyTo(Identity before, Instant now) {
      return before.edited(
          draft -> {
            HandOver handOver = required(before);
            if (!handOver.isOver(now)) {
              throw new ChangeRefused(
                  Rule.OUT_OF_ORDER,
                  "the hand-over of %s ends at %s, not earlier"
                      .formatted(before.profile().userName(), handOver.deadline()));
            }
            if (before.intent() == Intent.APPROVED) {
              draft.intent = Intent.SUSPENDED;
            }
          });
    }
  }

  private static HandOver required(Identity identity) {
    HandOver handOver = identity.handOver();
    if (handOver == null) {
      throw new ChangeRefused(
          Rule.OUT_OF_ORDER, identity.profile().userName() + " is not being handed over");
    }
    return handOver;
  }
}
