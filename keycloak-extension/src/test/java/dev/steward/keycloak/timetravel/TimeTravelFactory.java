package dev.steward.keycloak.timetravel;

import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Puts {@link TimeTravel} at {@code /realms/{realm}/steward-time-travel}. */
public final class TimeTravelFactory implements RealmResourceProviderFactory {

  private static final Logger LOG = Logger.getLogger(TimeTravelFactory.class);

  @Override
  public String getId() {
    return "steward-time-travel";
  }

  @Override
  public RealmResourceProvider create(KeycloakSession session) {
    return new RealmResourceProvider() {
      @Override
      public Object getResource() {
        return new TimeTravel();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void init(Config.Scope config) {
    LOG.warn("anybody can move this server's clock: for tests and demonstrations only");
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
