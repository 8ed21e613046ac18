package dev.steward.certification;

import dev.steward.caller.Caller;
import dev.steward.delivery.Inventory;
import dev.steward.identity.Actor;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity;
import dev.steward.people.People;
import dev.steward.people.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Who may decide about an identity. */
@ApplicationScoped
class Court {

  private final Caller caller;
  private final People people;
  private final Inventory inventory;

  Court(Caller caller, People people, Inventory inventory) {
    this.caller = caller;
    this.people = people;
    this.inventory = inventory;
  }

  /**
   * The present caller, as one who may decide.
   *
   * @throws ChangeRefused when the caller may not; the message says why
   */
  Actor reviewerOf(Identity identity) {
    Actor actor = caller.person("decides about an identity");
    if (isOwnClient(identity)) {
      throw notYours("nobody decides about an identity through its own client");
    }
    if (!owns(actor, identity) && !caller.isAdministrator()) {
      throw notYours(
          "this identity's owners decide about it, once they accepted that; so does the role "
              + Caller.ADMIN);
    }
    if (!isPresent(actor.subject())) {
      throw notYours("the realm knows no present person with the token's subject");
    }
    return actor;
  }

  /** Whether the caller may see what reviewers see. */
  boolean maySee(Identity identity) {
    return caller.isAdministrator()
        || identity.owners().stream()
            .anyMatch(owner -> owner.person().equals(caller.actor().subject()));
  }

  boolean isAdmin() {
    return caller.isAdministrator();
  }

  String subject() {
    return caller.actor().subject();
  }

  private boolean owns(Actor actor, Identity identity) {
    return identity.owners().stream()
        .anyMatch(owner -> owner.accepted() && owner.person().equals(actor.subject()));
  }

  private boolean isOwnClient(Identity identity) {
    String client = caller.client();
    Identity.Client own = identity.client();
    return client.equals(identity.profile().userName())
        || (own != null
            && (client.equals(own.uuid())
                || inventory.clientId(own).filter(client::equals).isPresent()));
  }

  private boolean isPresent(String subject) {
    people.refresh(Set.of(subject));
    Person person = people.known(Set.of(subject)).get(subject);
    return person != null && person.present();
  }

  private static ChangeRefused notYours(String message) {
    return new ChangeRefused(Rule.NOT_YOURS, message);
  }
}
