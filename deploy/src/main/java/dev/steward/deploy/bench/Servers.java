package dev.steward.deploy.bench;

import dev.steward.deploy.Console;
import dev.steward.deploy.DemoEnv;
import dev.steward.deploy.DemoRealm;
import dev.steward.deploy.Kit;
import dev.steward.deploy.ServiceProcess;
import dev.steward.deploy.Trouble;
import dev.steward.keycloak.server.KeycloakServer;
import dev.steward.keycloak.server.ServerPlan;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is measured, running: Keycloak, a registry of each size and the other server,
 * with one PostgreSQL for all that keep something.
 */
final class Servers implements AutoCloseable {

  /** As much for each: a heap that none of them fills. */
  private static final String HEAP = "-Xmx768m";

  /** The registry that {@link #startWalker} starts. */
  static final int WALKER = 1;

  /** While something is measured, registries let Keycloak be and count nothing beside. */
  private static final Duration NEVER = Duration.ofHours(2);

  private final Options options;
  private final Kit kit;
  private final DemoEnv env;
  private final List<ServiceProcess> registries = new ArrayList<>();
  private Optional<KeycloakServer> keycloak = Optional.empty();
  private Optional<Process> other = Optional.empty();

  Servers(Options options) {
    this.options = options;
    this.kit = new Kit(options.kit());
    this.env = DemoEnv.of(options.run().resolve("bench.env"));
  }

  /** Starts everything on empty databases. Whatever was started ends with {@link #close}. */
  void start(Console console) {
    console.progress("Starting a registry on its own PostgreSQL ...");
    startRegistry(0, NEVER);
    console.progress("Starting Keycloak on the same PostgreSQL ...");
    startKeycloak();
    if (options.inventory() > 0) {
      return;
    }
    for (int i = 1; i < options.sizes().size(); i++) {
      postgres().create(database(i));
      new Plans(postgres(), database(i)).prepare();
      startRegistry(i, NEVER);
    }
    startOther();
  }

  /** Starts one more registry, which walks through the realm's clients with pauses between. */
  void startWalker(Duration pause) {
    postgres().create(database(WALKER));
    startRegistry(WALKER, pause);
  }

  /** The database of a registry. */
  static String database(int index) {
    return index == 0 ? "steward" : "steward_" + index;
  }

  Postgres postgres() {
    return new Postgres(home(0).resolve("postgres"));
  }

  DemoEnv env() {
    return env;
  }

  KeycloakServer keycloak() {
    return keycloak.orElseThrow();
  }

  URI keycloakAddress() {
    return address(0);
  }

  URI otherAddress() {
    return address(2);
  }

  URI registryAddress(int index) {
    return address(3 + index);
  }

  ProcessHandle registry(int index) {
    return registries.get(index).handle();
  }

  ProcessHandle keycloakProcess() {
    // The server is a child of the shell that starts it.
    ProcessHandle shell = ProcessHandle.of(keycloak().pid()).orElseThrow();
    return shell.descendants().findFirst().orElse(shell);
  }

  ProcessHandle otherProcess() {
    return other.orElseThrow().toHandle();
  }

  private void startRegistry(int index, Duration reconcileEvery) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "QUARKUS_HTTP_HOST=127.0.0.1",
                "QUARKUS_HTTP_PORT=" + registryAddress(index).getPort(),
                "STEWARD_KEYCLOAK_URL=" + keycloakAddress(),
                "STEWARD_KEYCLOAK_REALM=" + DemoRealm.NAME,
                "STEWARD_KEYCLOAK_CLIENT_ID=" + DemoRealm.REGISTRY,
                "STEWARD_KEYCLOAK_CLIENT_SECRET=" + env.clientSecret(DemoRealm.REGISTRY),
                "STEWARD_CONSOLE_CLIENT_ID=" + DemoRealm.CONSOLE,
                "STEWARD_CONSOLE_CLIENT_SECRET=" + env.clientSecret(DemoRealm.CONSOLE),
                "STEWARD_DATA_DIR=" + home(index),
                "STEWARD_PEOPLE_REFRESH_EVERY=" + NEVER,
                "STEWARD_OWNERSHIP_LOOK_EVERY=" + NEVER,
                "STEWARD_TALLIES_COUNT_EVERY=" + NEVER,
                "STEWARD_ORPHANS_COUNT_EVERY=" + NEVER,
                "STEWARD_DELIVERY_RECONCILE_EVERY=" + reconcileEvery));
    if (index > 0) {
      settings.add("QUARKUS_DATASOURCE_JDBC_URL=" + postgres().url(database(index)));
      settings.add("QUARKUS_DATASOURCE_USERNAME=" + Postgres.ROLE);
      settings.add("QUARKUS_DATASOURCE_PASSWORD=" + postgres().password());
    }
    registries.add(
        ServiceProcess.start(
            List.of(HEAP),
            kit.installService(home(index).resolveSibling("service-" + index)),
            options.run().resolve("service-%d.log".formatted(index)),
            registryAddress(index),
            settings));
  }

  private void startKeycloak() {
    postgres().create("keycloak");
    keycloak =
        Optional.of(
            KeycloakServer.start(
                ServerPlan.of(kit.keycloak(), options.run().resolve("keycloak"))
                    .provider(kit.gate())
                    .ports(keycloakAddress().getPort(), address(1).getPort())
                    .admin("admin", env.secret("KC_ADMIN_PASSWORD"))
                    .buildOption("--db=postgres")
                    .buildOption("--features=scim-api")
                    .option("--db-url=" + postgres().url("keycloak"))
                    .option("--db-username=" + Postgres.ROLE)
                    .option("--hostname=" + keycloakAddress())
                    .environment("KC_DB_PASSWORD", postgres().password())
                    .environment("JAVA_OPTS_KC_HEAP", HEAP)
                    .done()));
  }

  private void startOther() {
    try {
      other =
          Optional.of(
              new ProcessBuilder(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      HEAP,
                      "-cp",
                      System.getProperty("java.class.path"),
                      InMemoryServer.class.getName(),
                      Integer.toString(otherAddress().getPort()),
                      Integer.toString(Options.PEOPLE))
                  .redirectErrorStream(true)
                  .redirectOutput(new File(options.run().toFile(), "other.log"))
                  .start());
    } catch (IOException e) {
      throw new Trouble("The other server cannot be started: " + e.getMessage(), e);
    }
  }

  private Path home(int index) {
    return options.run().resolve("data-" + index);
  }

  private URI address(int index) {
    return URI.create("http://localhost:" + (options.port() + index));
  }

  /** Ends what was started; the first registry takes the PostgreSQL of all with it. */
  @Override
  public void close() {
    other.ifPresent(Process::destroy);
    keycloak.ifPresent(KeycloakServer::stop);
    registries.reversed().forEach(ServiceProcess::stop);
    // What was being started when somebody pressed Ctrl-C.
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
  }
}
