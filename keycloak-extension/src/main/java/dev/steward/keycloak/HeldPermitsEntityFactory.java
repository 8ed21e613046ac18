package dev.steward.keycloak;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Adds the gate's tables to Keycloak's database. */
public final class HeldPermitsEntityFactory implements JpaEntityProviderFactory {

  // Keycloak names the changelog's table after the first ten letters of this id.
  private static final String ID = "steward-gate";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public JpaEntityProvider create(KeycloakSession session) {
    return new JpaEntityProvider() {
      @Override
      public List<Class<?>> getEntities() {
        return List.of(HeldPermitRow.class, ClientOriginRow.class);
      }

      @Override
      public String getChangelogLocation() {
        return "META-INF/steward-held-permits.xml";
      }

      @Override
      public String getFactoryId() {
        return ID;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
