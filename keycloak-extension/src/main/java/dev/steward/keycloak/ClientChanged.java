package dev.steward.keycloak;

import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientModel.ClientUpdatedEvent;
import org.keycloak.models.KeycloakSession;

/** Tells Keycloak's own listeners that the gate changed a client. */
record ClientChanged(ClientModel getUpdatedClient, KeycloakSession getKeycloakSession)
    implements ClientUpdatedEvent {

  static void announce(KeycloakSession session, ClientModel client) {
    session.getKeycloakSessionFactory().publish(new ClientChanged(client, session));
  }
}
