package dev.steward.registry;

import dev.steward.control.ControlCatalogues;
import dev.steward.delivery.Inventory;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Owner;
import dev.steward.people.Named;
import dev.steward.people.People;
import dev.steward.people.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The rules that every identity keeps from its registration on: somebody present answers for it,
 * its control links name controls, its tier's ceilings hold, its parent can be one, and its client
 * is not the registry's own.
 *
 * <p>A rule is asked only when what it is about changes, so that an identity whose owner left can
 * still be stopped.
 */
@ApplicationScoped
class RegistrationPolicy {

  private final People people;
  private final TierCeilings ceilings;
  private final ControlCatalogues catalogues;
  private final Ancestry ancestry;
  private final Inventory inventory;
  private final String realm;

  RegistrationPolicy(
      People people,
      TierCeilings ceilings,
      ControlCatalogues catalogues,
      Ancestry ancestry,
      Inventory inventory,
      @ConfigProperty(name = "steward.keycloak.realm") String realm) {
    this.people = people;
    this.ceilings = ceilings;
    this.catalogues = catalogues;
    this.ancestry = ancestry;
    this.inventory = inventory;
    this.realm = realm;
  }

  /**
   * Judges an identity as a change would leave it.
   *
   * @param before what it was, or null when it is new
   * @param met the people whom the change names
   * @throws ChangeRefused naming the rule that does not hold
   * @throws IllegalArgumentException naming the attribute that no identity could have
   */
  void judge(@Nullable Identity before, Identity after, Named met) {
    Bounds.check(after);
    boolean named = before == null || !namedAlike(before, after);
    boolean approved = before != null && isApproval(before, after);
    if (named || approved) {
      Set<String> answering = Owners.people(after.owners());
      Map<String, Person> known = met.knows(answering) ? met.known() : people.known(answering);
      if (named) {
        requireKnown(after, known);
      }
      // a proposal may wait for its owner; it may do nothing else
      if (approved || (after.intent() != Intent.PROPOSED && !isLeftToAHandOver(before, after))) {
        requireOwner(after, known);
      }
    }
    Client client = after.client();
    if (client != null && (before == null || before.client() == null)) {
      requireRealm(client);
      inventory.requireOther(client);
    }
    if (before == null || !before.controls().equals(after.controls())) {
      catalogues.check(after.controls());
    }
    if (before == null
        || before.profile().riskTier() != after.profile().riskTier()
        || !before.cadence().equals(after.cadence())
        || !before.allowance().equals(after.allowance())) {
      ceilings.check(after);
    }
    Id parent = after.profile().declaration().parent();
    if (parent != null
        && (before == null || !parent.equals(before.profile().declaration().parent()))) {
      ancestry.check(after, parent);
    }
  }

  /** Who goes may leave nobody, once it is sure that the identity ends if nobody follows. */
  private static boolean isLeftToAHandOver(@Nullable Identity before, Identity after) {
    return before != null && after.handOver() != null && named(before).containsAll(named(after));
  }

  /** Acceptance aside: an owner may say yes after another one left. */
  private static boolean namedAlike(Identity before, Identity after) {
    return named(before).equals(named(after));
  }

  private static Set<String> named(Identity identity) {
    return identity.owners().stream()
        .map(owner -> owner.role() + " " + owner.person())
        .collect(Collectors.toSet());
  }

  private static boolean isApproval(Identity before, Identity after) {
    return before.intent() == Intent.PROPOSED && after.intent() == Intent.APPROVED;
  }

  /** No permit would ever reach a client of another realm, and no word of its gate us. */
  private void requireRealm(Client client) {
    if (!client.realm().equals(realm)) {
      throw new IllegalArgumentException(
          "client.realm is %s, the realm that is governed here, not %s"
              .formatted(realm, client.realm()));
    }
  }

  private static void requireKnown(Identity identity, Map<String, Person> known) {
    for (Owner owner : identity.owners()) {
      if (!known.containsKey(owner.person())) {
        throw new ChangeRefused(
            Rule.OWNER_REQUIRED,
            "nobody in the realm has the id %s; name somebody who is there"
                .formatted(owner.person()));
      }
    }
  }

  private static void requireOwner(Identity identity, Map<String, Person> known) {
    boolean answered =
        identity.owners().stream()
            .filter(owner -> owner.role() == Owner.Role.OWNER)
            .map(owner -> known.get(owner.person()))
            .anyMatch(person -> person != null && person.present());
    if (!answered) {
      throw new ChangeRefused(
          Rule.OWNER_REQUIRED,
          "no owner, no identity: name at least one person who is present as owner of "
              + identity.profile().userName());
    }
  }
}
