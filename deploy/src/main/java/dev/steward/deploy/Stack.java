package dev.steward.deploy;

import dev.steward.keycloak.server.KeycloakServer;
import dev.steward.keycloak.server.ServerPlan;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Keycloak with the gate, and the registry on its own PostgreSQL, on this machine.
 *
 * <p>Both run as processes of their own, which outlive this program. Starting twice is the caller's
 * mistake; starting what an earlier run left in {@code run} continues with its data.
 *
 * @param run where the servers keep their files, logs and data
 */
record Stack(Kit kit, Path run, Ports ports, DemoEnv env) {

  /** Short lives gain more from a quick start than from the last optimisation. */
  static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  /** The ports of the servers, all on the loopback address. */
  record Ports(int keycloak, int management, int service) {}

  Site site() {
    return new Site(keycloakAddress(), serviceAddress(), env);
  }

  URI keycloakAddress() {
    return URI.create("http://localhost:" + ports.keycloak());
  }

  URI serviceAddress() {
    return URI.create("http://localhost:" + ports.service());
  }

  /** Starts Keycloak and waits until it answers; the first time takes a minute or two. */
  KeycloakServer startKeycloak() {
    String guard = "--spi-client-policy-executor--steward-permit-guard--";
    return KeycloakServer.start(
        ServerPlan.of(kit.keycloak(), run.resolve("keycloak"))
            .provider(kit.gate())
            .provider(kit.timeTravel())
            .ports(ports.keycloak(), ports.management())
            .admin(env.get("KC_ADMIN"), env.secret("KC_ADMIN_PASSWORD"))
            .environment("JAVA_OPTS_APPEND", QUICK_START)
            // The issuer of every token, whatever name a caller reached the server by.
            .option("--hostname=" + keycloakAddress())
            .option("--spi-security-profile--default--name=steward-security-profile")
            .option(guard + "registry-keys=" + serviceAddress() + "/.well-known/steward-keys")
            .done());
  }

  /** Starts the registry and waits until it is alive. The realm and its client exist by then. */
  ServiceProcess startService() {
    return ServiceProcess.start(
        kit.service(),
        run.resolve("service.log"),
        serviceAddress(),
        List.of(
            "QUARKUS_HTTP_HOST=127.0.0.1",
            "QUARKUS_HTTP_PORT=" + ports.service(),
            "STEWARD_KEYCLOAK_URL=" + keycloakAddress(),
            "STEWARD_KEYCLOAK_REALM=" + DemoRealm.NAME,
            "STEWARD_KEYCLOAK_CLIENT_ID=" + DemoRealm.REGISTRY,
            "STEWARD_KEYCLOAK_CLIENT_SECRET=" + env.clientSecret(DemoRealm.REGISTRY),
            "STEWARD_DATA_DIR=" + run.resolve("data"),
            "STEWARD_DELIVERY_RECONCILE_EVERY=PT10S",
            "STEWARD_TIME_TRAVEL=true"));
  }
}
