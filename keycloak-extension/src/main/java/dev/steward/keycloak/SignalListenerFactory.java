package dev.steward.keycloak;

import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Makes {@link SignalListener}s for every realm; no realm can leave it out. */
public final class SignalListenerFactory implements EventListenerProviderFactory {

  @Override
  public String getId() {
    return "steward-signals";
  }

  @Override
  public EventListenerProvider create(KeycloakSession session) {
    return new SignalListener(session, Gate.of(session));
  }

  @Override
  public boolean isGlobal() {
    return true;
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
