package dev.steward.deploy;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.steward.keycloak.server.KeycloakServer;
import dev.steward.keycloak.server.ServerPlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
    return startKeycloak(serviceAddress());
  }

  /** Starts a Keycloak whose gate finds the registry at this address. */
  KeycloakServer startKeycloak(URI registry) {
    return startKeycloak(List.of("registry-url=" + registry, "push-every=PT5S"));
  }

  /**
   * Starts Keycloak.
   *
   * @param settings more settings of the guard, each as {@code name=value}; without a {@code
   *     registry-url} the gate tells nobody what happens
   */
  KeycloakServer startKeycloak(List<String> settings) {
    String guard = "--spi-client-policy-executor--steward-permit-guard--";
    ServerPlan.Draft plan =
        ServerPlan.of(kit.keycloak(), run.resolve("keycloak"))
            .provider(kit.gate())
            .provider(kit.timeTravel())
            .ports(ports.keycloak(), ports.management())
            .admin(env.get("KC_ADMIN"), env.secret("KC_ADMIN_PASSWORD"))
            .environment("JAVA_OPTS_APPEND", QUICK_START)
            // So that clients may describe themselves by a document, as agents do.
            .buildOption("--features=cimd")
            // The issuer of every token, whatever name a caller reached the server by.
            .option("--hostname=" + keycloakAddress())
            // Keycloak's own file database writes half a second late unless told; a killed server
            // would forget a client that it had already said it made.
            .option("--db-url-properties=;WRITE_DELAY=0")
            .option("--spi-security-profile--default--name=steward-security-profile")
            // A file, so that a Keycloak that starts while the registry is down knows the keys,
            // too.
            .option(guard + "registry-keys=" + keys());
    settings.forEach(setting -> plan.option(guard + setting));
    return KeycloakServer.start(plan.done());
  }

  /**
   * Starts the registry, waits until it is alive and hands its public keys to the gate. The realm
   * and the registry's client exist by then.
   */
  ServiceProcess startService() {
    return startService(List.of());
  }

  /**
   * Starts the registry.
   *
   * @param settings more environment variables, each as {@code NAME=value}
   */
  ServiceProcess startService(List<String> settings) {
    ServiceProcess service = launchService(settings);
    try {
      Path fresh = keys().resolveSibling("steward-keys.json.new");
      Files.writeString(fresh, site().registry().keys());
      Files.move(fresh, keys(), ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Trouble("The registry's keys cannot be handed to the gate: " + e.getMessage(), e);
    }
    return service;
  }

  private Path keys() {
    return run.toAbsolutePath().resolve("steward-keys.json");
  }

  private ServiceProcess launchService(List<String> settings) {
    return ServiceProcess.start(
        kit.installService(run.resolve("service")),
        run.resolve("service.log"),
        serviceAddress(),
        Stream.concat(
                Stream.of(
                    "QUARKUS_HTTP_HOST=127.0.0.1",
                    "QUARKUS_HTTP_PORT=" + ports.service(),
                    "STEWARD_KEYCLOAK_URL=" + keycloakAddress(),
                    "STEWARD_KEYCLOAK_REALM=" + DemoRealm.NAME,
                    "STEWARD_KEYCLOAK_CLIENT_ID=" + DemoRealm.REGISTRY,
                    "STEWARD_KEYCLOAK_CLIENT_SECRET=" + env.clientSecret(DemoRealm.REGISTRY),
                    "STEWARD_CONSOLE_CLIENT_ID=" + DemoRealm.CONSOLE,
                    "STEWARD_CONSOLE_CLIENT_SECRET=" + env.clientSecret(DemoRealm.CONSOLE),
                    "STEWARD_DATA_DIR=" + run.resolve("data"),
                    // Whoever tries things out should not have to wait a minute to see what comes
                    // of it.
                    "STEWARD_DELIVERY_RECONCILE_EVERY=PT10S",
                    "STEWARD_CERTIFICATION_SWEEP_EVERY=PT2S",
                    "STEWARD_OWNERSHIP_LOOK_EVERY=PT5S",
                    "STEWARD_PEOPLE_REFRESH_EVERY=PT5S",
                    "STEWARD_TIME_TRAVEL=true"),
                settings.stream())
            .toList());
  }
}
