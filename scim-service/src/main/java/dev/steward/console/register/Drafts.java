package dev.steward.console.register;

import dev.steward.console.Deed;
import dev.steward.console.Viewer;
import dev.steward.console.When;
import dev.steward.delivery.Inventory;
import dev.steward.delivery.SignIn;
import dev.steward.identity.Allowance;
import dev.steward.identity.Autonomy;
import dev.steward.identity.Cadence;
import dev.steward.identity.Change;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.Declaration;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Owner;
import dev.steward.identity.Particulars;
import dev.steward.identity.Profile;
import dev.steward.identity.Validity;
import dev.steward.people.Suggestions;
import dev.steward.registry.ClientTaken;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.registry.OutOfBounds;
import dev.steward.registry.UserNameTaken;
import jakarta.enterprise.context.RequestScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what was typed, and holds it against the rules that the registry has. */
@RequestScoped
class Drafts {

  private static final Set<Kind> WITH_AUTONOMY = Set.of(Kind.AI_AGENT);

  private final Viewer viewer;
  private final Suggestions suggestions;
  private final Inventory inventory;
  private final Identities identities;
  private final IdentityRegistry registry;
  private final When when;

  Drafts(
      Viewer viewer,
      Suggestions suggestions,
      Inventory inventory,
      Identities identities,
      IdentityRegistry registry,
      When when) {
    this.viewer = viewer;
    this.suggestions = suggestions;
    this.inventory = inventory;
    this.identities = identities;
    this.registry = registry;
    this.when = when;
  }

  /**
   * What would be registered, as far as it can be read, and what is in the way.
   *
   * @param signIn how the client that is to be made signs in; null when none is
   */
  record Draft(Change.@Nullable Register register, @Nullable SignIn signIn, Problems problems) {}

  /** Reads and judges; nothing is changed. */
  Draft of(Typed typed) {
    Problems problems = new Problems();
    Wish wish = Wish.of(typed.get(Entry.CLIENT));
    Readings.requireThatAllIsMeant(typed, wish, problems);
    SignIn signIn = Readings.signIn(typed, wish, problems);
    Change.Register register = read(typed, wish, problems);
    if (register != null) {
      judge(register, problems);
    }
    return new Draft(register, signIn, problems);
  }

  private Change.@Nullable Register read(Typed typed, Wish wish, Problems problems) {
    Kind kind = Readings.constant(typed, Entry.KIND, Kind.class, problems);
    RiskTier tier = Readings.constant(typed, Entry.TIER, RiskTier.class, problems);
    List<Owner> owners = owners(typed, problems);
    Set<ControlLink> controls =
        problems.read(
            Entry.CONTROLS,
            () ->
                typed.words(Entry.CONTROLS).stream()
                    .map(ControlLink::of)
                    .collect(Collectors.toUnmodifiableSet()));
    Cadence cadence = tier == null ? null : Readings.cadence(typed, tier, problems);
    Validity validity = validity(typed, problems);
    Allowance allowance = Readings.allowance(typed, problems);
    Client client = wish == Wish.EXISTING ? existing(typed, problems) : null;
    if (!typed.has(Entry.NAME)) {
      problems.add(Entry.NAME, "an identity needs a user name");
    }
    if (!typed.has(Entry.PURPOSE)) {
      problems.add(Entry.PURPOSE, "say what it is for: reviewers read it");
    }
    if (kind == null
        || tier == null
        || cadence == null
        || controls == null
        || validity == null
        || allowance == null
        || !typed.has(Entry.NAME)) {
      return null;
    }
    return new Change.Register(
        identities.newId(),
        profile(typed, kind, tier, problems),
        client,
        owners,
        cadence,
        controls,
        validity,
        allowance,
        typed.has(Entry.APPROVE) && viewer.may(Deed.CHANGE));
  }

  private static Profile profile(Typed typed, Kind kind, RiskTier tier, Problems problems) {
    Autonomy autonomy =
        WITH_AUTONOMY.contains(kind) && typed.has(Entry.AUTONOMY)
            ? Readings.constant(typed, Entry.AUTONOMY, Autonomy.class, problems)
            : null;
    return new Profile(
        kind,
        typed.get(Entry.NAME),
        null,
        Readings.orNull(typed.get(Entry.TITLE)),
        Readings.orNull(typed.get(Entry.DESCRIPTION)),
        Readings.orNull(typed.get(Entry.PURPOSE)),
        Readings.orNull(typed.get(Entry.ENVIRONMENT)),
        tier,
        new Declaration(autonomy, null, null, null, null, Particulars.NONE));
  }

  private List<Owner> owners(Typed typed, Problems problems) {
    List<Owner> owners = new ArrayList<>();
    add(owners, typed, Entry.OWNER, Owner.Role.OWNER, problems);
    add(owners, typed, Entry.SPONSOR, Owner.Role.SPONSOR, problems);
    return owners;
  }

  private void add(
      List<Owner> owners, Typed typed, Entry entry, Owner.Role role, Problems problems) {
    if (typed.has(entry)) {
      String id = problems.read(entry, () -> suggestions.theOne(typed.get(entry)).id());
      if (id != null) {
        owners.add(new Owner(id, role, null));
      }
    } else if (role == Owner.Role.OWNER) {
      problems.add(entry, "no owner, no identity: name somebody who answers for it");
    }
  }

  private @Nullable Validity validity(Typed typed, Problems problems) {
    if (!typed.has(Entry.UNTIL)) {
      return Validity.OPEN;
    }
    return problems.read(
        Entry.UNTIL,
        () -> {
          LocalDate last = Readings.day(typed.get(Entry.UNTIL));
          if (!last.isAfter(LocalDate.ofInstant(when.now(), when.zone()))) {
            throw new IllegalArgumentException("the last day is a day to come");
          }
          return Validity.between(
              null, last.plusDays(1).atStartOfDay(when.zone()).toInstant(), when.now());
        });
  }

  /** Whoever links a client that is there may stop it, so only administrators do. */
  private @Nullable Client existing(Typed typed, Problems problems) {
    return problems.read(
        Entry.EXISTING,
        () -> {
          viewer.require(Deed.CHANGE);
          if (!typed.has(Entry.EXISTING)) {
            throw new IllegalArgumentException("say which client: the name it asks for tokens by");
          }
          return inventory.linkable(typed.get(Entry.EXISTING));
        });
  }

  private void judge(Change.Register register, Problems problems) {
    try {
      registry.rehearse(register);
    } catch (ChangeRefused e) {
      problems.add(e);
    } catch (UserNameTaken e) {
      problems.add(Entry.NAME, String.valueOf(e.getMessage()));
    } catch (ClientTaken e) {
      problems.add(Entry.EXISTING, String.valueOf(e.getMessage()));
    } catch (OutOfBounds e) {
      problems.add(e);
    } catch (IllegalArgumentException e) {
      problems.add(Entry.NAME, String.valueOf(e.getMessage()));
    }
  }
}
