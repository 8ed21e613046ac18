package dev.steward.keycloak;

import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminAuth;

/** The client role that opens the gate's endpoint, one in each realm. */
final class RegistryRole {

  static final String NAME = "steward-registry";

  private RegistryRole() {}

  /** Creates the role where it is missing. */
  static void ensure(RealmModel realm) {
    ClientModel management = management(realm);
    if (management != null && management.getRole(NAME) == null) {
      management
          .addRole(NAME)
          .setDescription("The registry of non-human identities: delivers permits, stops clients.");
    }
  }

  /** Whether the caller of the admin API holds the role of this realm. */
  static boolean heldBy(AdminAuth caller, RealmModel realm) {
    ClientModel management = management(realm);
    return management != null
        && caller.getRealm().equals(realm)
        && caller.hasAppRole(management, NAME);
  }

  /** Whether the client's service account holds the role: then it is the registry itself. */
  static boolean heldBy(KeycloakSession session, ClientModel client) {
    if (!client.isServiceAccountsEnabled()) {
      return false;
    }
    ClientModel management = management(client.getRealm());
    RoleModel role = management == null ? null : management.getRole(NAME);
    UserModel account = session.users().getServiceAccount(client);
    return role != null && account != null && account.hasRole(role);
  }

  private static @Nullable ClientModel management(RealmModel realm) {
    return realm.getName().equals(Config.getAdminRealm())
        ? realm.getMasterAdminClient()
        : realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID);
  }
}
