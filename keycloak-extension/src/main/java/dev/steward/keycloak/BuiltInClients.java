package dev.steward.keycloak;

import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.ClientModel;

/** The clients that Keycloak itself puts into every realm. */
final class BuiltInClients {

  private static final Set<String> NAMES =
      Set.of(
          "account",
          "account-console",
          "admin-cli",
          "broker",
          "realm-management",
          "security-admin-console");

  private BuiltInClients() {}

  /** One that somebody gave a service account is no longer what Keycloak put there. */
  static boolean contain(ClientModel client) {
    return contain(
        client.getRealm().getName(), client.getClientId(), client.isServiceAccountsEnabled());
  }

  static boolean contain(String realm, String clientId, boolean serviceAccount) {
    return !serviceAccount && (NAMES.contains(clientId) || administersARealm(realm, clientId));
  }

  private static boolean administersARealm(String realm, String clientId) {
    return realm.equals(Config.getAdminRealm()) && clientId.endsWith("-realm");
  }
}
