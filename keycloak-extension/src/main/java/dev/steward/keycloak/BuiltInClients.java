package dev.steward.keycloak;

import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/** The clients that Keycloak itself puts into every realm. */
final class BuiltInClients {

  /** Keycloak lets people send it their passwords. */
  private static final String COMMAND_LINE = "admin-cli";

  private static final Set<String> NAMES =
      Set.of(
          "account",
          "account-console",
          COMMAND_LINE,
          "broker",
          "realm-management",
          "security-admin-console");

  private BuiltInClients() {}

  /** One that somebody gave a way of its own to a token is no longer what Keycloak put there. */
  static boolean contain(ClientModel client) {
    return contain(
        client.getRealm().getName(),
        client.getClientId(),
        client.isServiceAccountsEnabled(),
        client.isDirectAccessGrantsEnabled());
  }

  static boolean contain(RealmModel realm, ClientRow client) {
    return contain(
        realm.getName(),
        client.clientId(),
        client.flows().serviceAccount(),
        client.flows().password());
  }

  private static boolean contain(
      String realm, String clientId, boolean serviceAccount, boolean password) {
    boolean unchanged = !serviceAccount && (!password || clientId.equals(COMMAND_LINE));
    return unchanged && (NAMES.contains(clientId) || administersARealm(realm, clientId));
  }

  private static boolean administersARealm(String realm, String clientId) {
    return realm.equals(Config.getAdminRealm()) && clientId.endsWith("-realm");
  }
}
