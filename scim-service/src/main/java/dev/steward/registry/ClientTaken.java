package dev.steward.registry;

import dev.steward.identity.Identity.Client;

/** A Keycloak client that another identity signs in with. */
public final class ClientTaken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ClientTaken(Client client) {
    super(
        "another identity signs in, or once signed in, with client %s; one client serves one identity"
            .formatted(client.uuid()));
  }
}
