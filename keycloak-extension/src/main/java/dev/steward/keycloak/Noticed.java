package dev.steward.keycloak;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What one transaction did to people and clients; told when it is committed, and only then. */
final class Noticed extends AbstractKeycloakTransaction {

  private static final Logger LOG = Logger.getLogger(Noticed.class);
  private static final String HERE = "steward.noticed";

  private final Signals signals;
  private final ClientPermits permits;
  private final Map<String, Person> people = new LinkedHashMap<>();
  private final Map<String, Client> clients = new LinkedHashMap<>();

  private Noticed(Signals signals, ClientPermits permits) {
    this.signals = signals;
    this.permits = permits;
  }

  /** What the current transaction did so far. */
  static Noticed in(KeycloakSession session, Signals signals, ClientPermits permits) {
    if (session.getAttribute(HERE) instanceof Noticed known) {
      return known;
    }
    Noticed begun = new Noticed(signals, permits);
    session.setAttribute(HERE, begun);
    session.getTransactionManager().enlistAfterCompletion(begun);
    return begun;
  }

  /** Somebody's account is not what it was. */
  void changed(RealmModel realm, UserModel user) {
    String event = user.isEnabled() ? Signal.ACCOUNT_ENABLED : Signal.ACCOUNT_DISABLED;
    people.put(user.getId(), new Person(realm.getId(), event));
  }

  void removed(RealmModel realm, UserModel user) {
    people.put(user.getId(), new Person(realm.getId(), Signal.ACCOUNT_PURGED));
  }

  void created(ClientModel client) {
    note(client, Signal.CLIENT_CREATED, null);
  }

  void removed(ClientModel client) {
    note(client, Signal.CLIENT_REMOVED, null);
  }

  /** A client is not what it was, or its permit is not. */
  void changed(ClientModel client, Origin.@Nullable By by) {
    note(client, Signal.CLIENT_CHANGED, by);
  }

  void by(String client, Origin.By by) {
    clients.computeIfPresent(client, (uuid, known) -> known.by(by));
  }

  private void note(ClientModel client, String event, Origin.@Nullable By by) {
    boolean gone = event.equals(Signal.CLIENT_REMOVED);
    String what =
        !gone && permits.of(client) instanceof PermitState.Tampered
            ? Signal.PERMIT_TAMPERED
            : event;
    Client now = new Client(client.getRealm().getId(), what, client.getClientId(), by);
    clients.merge(client.getId(), now, Client::then);
  }

  @Override
  protected void commitImpl() {
    try {
      people.forEach((id, person) -> signals.person(person.realm, person.event, id));
      clients.forEach(
          (uuid, client) ->
              signals.client(client.realm, client.event, uuid, client.clientId, client.by));
    } catch (RuntimeException e) {
      LOG.warnf("the registry is not told what was just committed: %s", e);
    }
  }

  @Override
  protected void rollbackImpl() {}

  private record Person(String realm, String event) {}

  private record Client(String realm, String event, String clientId, Origin.@Nullable By by) {

    /** One that was made and then changed was made. */
    Client then(Client later) {
      String told =
          event.equals(Signal.CLIENT_CREATED) && later.event.equals(Signal.CLIENT_CHANGED)
              ? event
              : later.event;
      return new Client(realm, told, later.clientId, later.by == null ? by : later.by);
    }

    Client by(Origin.By who) {
      return new Client(realm, event, clientId, who);
    }
  }
}
