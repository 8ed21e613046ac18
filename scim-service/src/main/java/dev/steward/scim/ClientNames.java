package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.delivery.GateConfig;
import dev.steward.delivery.Inventory;
import dev.steward.identity.Identity.Client;
import jakarta.enterprise.context.ApplicationScoped;

/** The names under which clients ask for tokens, as far as the gate has listed them. */
@ApplicationScoped
class ClientNames {

  private final Inventory inventory;
  private final GateConfig governed;

  ClientNames(Inventory inventory, GateConfig governed) {
    this.inventory = inventory;
    this.governed = governed;
  }

  /**
   * Puts the id in place of a name that means a client of our realm. What is no name of any is left
   * as it is: ids need not be UUIDs where they came with an import.
   */
  void identify(ObjectNode document) {
    if (!(document.path(Urn.GOVERNANCE).path("client") instanceof ObjectNode client)) {
      return;
    }
    String word = client.path("id").asText("");
    String realm = client.path("realm").asText(governed.realm());
    if (word.isBlank() || Ids.read(word).isPresent() || !realm.equals(governed.realm())) {
      return;
    }
    if (inventory.clientId(new Client(realm, word)).isEmpty()) {
      inventory.named(word).ifPresent(meant -> client.put("id", meant.uuid()));
    }
  }
}
