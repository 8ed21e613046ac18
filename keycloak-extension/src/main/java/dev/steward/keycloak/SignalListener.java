package dev.steward.keycloak;

import java.util.Optional;
import java.util.Set;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Hears what administrators and people do in a realm, whether or not the realm keeps events. */
final class SignalListener implements EventListenerProvider {

  /** By name, because Keycloak versions differ in what they have. */
  private static final Set<String> CHANGES_AN_ACCOUNT =
      Set.of(
          "UPDATE_EMAIL",
          "UPDATE_PROFILE",
          "VERIFY_EMAIL",
          "USER_DISABLED_BY_PERMANENT_LOCKOUT",
          "USER_DISABLED_BY_PERMANENT_LOCKOUT_ERROR");

  private final KeycloakSession session;
  private final Gate gate;

  SignalListener(KeycloakSession session, Gate gate) {
    this.session = session;
    this.gate = gate;
  }

  @Override
  public void onEvent(Event event) {
    if (CHANGES_AN_ACCOUNT.contains(event.getType().name())) {
      RealmModel realm = session.realms().getRealm(event.getRealmId());
      if (realm != null && event.getUserId() != null) {
        accountChanged(realm, event.getUserId());
      }
    }
  }

  @Override
  public void onEvent(AdminEvent event, boolean includeRepresentation) {
    RealmModel realm = session.realms().getRealm(event.getRealmId());
    if (realm == null || event.getError() != null || event.getResourcePath() == null) {
      return;
    }
    String[] path = event.getResourcePath().split("/", -1);
    if (path.length < 2) {
      return;
    }
    switch (path[0]) {
      case "clients" -> clientChanged(realm, event, path);
      case "users" -> userChanged(realm, event, path);
      default -> {}
    }
  }

  private void clientChanged(RealmModel realm, AdminEvent event, String[] path) {
    // What the gate does to a client, the registry ordered.
    if (path.length > 2 && path[2].equals("steward")) {
      return;
    }
    ClientModel client = realm.getClientById(path[1]);
    Origin.By by = Makers.who(session, event);
    if (client != null && path.length == 2 && event.getOperationType() == OperationType.CREATE) {
      // An import asks no client policy.
      new ClientOriginRows(session).remember(client, Origin.ADMIN, by, gate.millis());
    }
    noticed(realm)
        .ifPresent(
            noticed -> {
              if (client != null) {
                noticed.changed(client, by);
              } else {
                noticed.by(path[1], by);
              }
            });
  }

  private void userChanged(RealmModel realm, AdminEvent event, String[] path) {
    if (path.length == 2 && event.getOperationType() == OperationType.UPDATE) {
      accountChanged(realm, path[1]);
    } else if (path.length > 2 && Set.of("role-mappings", "groups").contains(path[2])) {
      serviceAccountChanged(realm, event, path[1]);
    }
  }

  private void accountChanged(RealmModel realm, String id) {
    noticed(realm)
        .ifPresent(
            noticed -> {
              UserModel user = session.users().getUserById(realm, id);
              if (user != null && user.getServiceAccountClientLink() == null) {
                noticed.changed(realm, user);
              }
            });
  }

  private void serviceAccountChanged(RealmModel realm, AdminEvent event, String id) {
    noticed(realm)
        .ifPresent(
            noticed -> {
              UserModel user = session.users().getUserById(realm, id);
              String link = user == null ? null : user.getServiceAccountClientLink();
              ClientModel client = link == null ? null : realm.getClientById(link);
              if (client != null) {
                noticed.changed(client, Makers.who(session, event));
              }
            });
  }

  private Optional<Noticed> noticed(RealmModel realm) {
    return gate.noticed(session, realm);
  }

  @Override
  public void close() {}
}
