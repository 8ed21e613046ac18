package dev.steward.keycloak;

import org.jspecify.annotations.Nullable;
import org.keycloak.Config;

/**
 * How the operator of the server set the gate up.
 *
 * @param registryKeys file path or URL of the JWKS whose keys seal permits
 * @param mode whether what the permits say is enforced
 * @param unregistered whether clients that act on their own without a permit are refused
 */
record GateSettings(@Nullable String registryKeys, ModeByRealm mode, ModeByRealm unregistered) {

  static GateSettings from(Config.Scope scope) {
    return new GateSettings(
        scope.get("registry-keys"),
        ModeByRealm.of(scope.get("mode", "enforce")),
        ModeByRealm.of(scope.get("unregistered", "observe")));
  }
}
