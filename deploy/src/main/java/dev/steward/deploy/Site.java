package dev.steward.deploy;

import dev.steward.keycloak.server.RealmAdmin;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/**
 * A Keycloak with the gate and a registry beside it, both running, and who may do what there.
 *
 * @param keycloak the address of Keycloak
 * @param service the address of the registry
 */
record Site(URI keycloak, URI service, DemoEnv env) {

  RealmAdmin admin() {
    return RealmAdmin.signIn(keycloak, env.get("KC_ADMIN"), env.get("KC_ADMIN_PASSWORD"));
  }

  Tokens tokens() {
    return new Tokens(URI.create(keycloak + "/realms/" + DemoRealm.NAME), env);
  }

  Registry registry() {
    return new Registry(service);
  }

  /** Moves both clocks. */
  void travel(Duration fromRealTime) {
    registry().travel(fromRealTime);
    travelKeycloak(fromRealTime);
  }

  /** Moves Keycloak's clock alone, which needs the time machine installed there. */
  void travelKeycloak(Duration fromRealTime) {
    Registry.mustBeOk(
        "Moving Keycloak's clock",
        RealmAdmin.exchange(
            "PUT",
            HttpRequest.newBuilder(URI.create(keycloak + "/realms/master/steward-time-travel")),
            "application/json",
            "{\"offsetSeconds\":%d}".formatted(fromRealTime.toSeconds())));
  }
}
