package dev.steward.keycloak;

import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AuthDetails;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.clientpolicy.context.AdminClientRegisteredContext;
import org.keycloak.services.clientpolicy.context.ClientCRUDContext;
import org.keycloak.services.clientpolicy.context.DynamicClientRegisteredContext;

/** Tells who made or changed a client, from what Keycloak authenticated. */
final class Makers {

  private Makers() {}

  static String how(ClientCRUDContext made) {
    return switch (made) {
      case AdminClientRegisteredContext byAdmin -> Origin.ADMIN;
      case DynamicClientRegisteredContext byItself -> Origin.REGISTRATION;
      // By name, because Keycloak has this class since 26.7 only.
      default ->
          made.getClass().getSimpleName().startsWith("Cimd")
              ? Origin.METADATA_DOCUMENT
              : Origin.UNKNOWN;
    };
  }

  static Origin.By who(ClientCRUDContext made) {
    return by(made.getAuthenticatedUser(), made.getAuthenticatedClient());
  }

  static Origin.By who(KeycloakSession session, AdminEvent event) {
    AuthDetails caller = event.getAuthDetails();
    RealmModel realm =
        caller == null || caller.getRealmId() == null
            ? null
            : session.realms().getRealm(caller.getRealmId());
    if (realm == null) {
      return by(null, null);
    }
    return by(
        caller.getUserId() == null ? null : session.users().getUserById(realm, caller.getUserId()),
        caller.getClientId() == null ? null : realm.getClientById(caller.getClientId()));
  }

  private static Origin.By by(@Nullable UserModel user, @Nullable ClientModel client) {
    return new Origin.By(
        user == null ? null : user.getId(),
        user == null ? null : user.getUsername(),
        client == null ? null : client.getClientId());
  }
}
