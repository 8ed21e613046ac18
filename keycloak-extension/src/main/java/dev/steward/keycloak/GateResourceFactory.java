package dev.steward.keycloak;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Puts {@link GateResource} at {@code /admin/realms/{realm}/steward} and guards its door. */
public final class GateResourceFactory implements AdminRealmResourceProviderFactory {

  @Override
  public String getId() {
    return "steward";
  }

  @Override
  public AdminRealmResourceProvider create(KeycloakSession session) {
    return new AdminRealmResourceProvider() {
      @Override
      public Object getResource(
          KeycloakSession current,
          RealmModel realm,
          AdminPermissionEvaluator auth,
          AdminEventBuilder adminEvent) {
        if (!RegistryRole.heldBy(auth.adminAuth(), realm)) {
          throw Problem.forbidden();
        }
        Gate gate = Gate.of(current);
        gate.issuers().seenByRegistry(current, realm);
        return new GateResource(current, realm, adminEvent, gate);
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
