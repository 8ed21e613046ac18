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
    return !client.isServiceAccountsEnabled()
        && (NAMES.contains(client.getClientId()) || administersARealm(client));
  }

  private static boolean administersARealm(ClientModel client) {
    return client.getRealm().getName().equals(Config.getAdminRealm())
        && client.getClientId().endsWith("-realm");
  }
}
