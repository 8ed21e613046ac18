package dev.steward.deploy.bench;

import dev.steward.deploy.Console;
import dev.steward.deploy.DemoRealm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What {@code deploy/bench --inventory} runs: a registry that walks through very many clients of
 * one realm, while others ask the same Keycloak for tokens.
 */
final class InventoryBench {

  private static final String TOKEN = "token";
  private static final Duration BETWEEN_WALKS = Duration.ofSeconds(20);
  private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(2);
  private static final int CHANGED = 7_000;

  private final Options options;
  private final Console console;
  private final Servers servers;
  private final Load load;
  private final String database = Servers.database(Servers.WALKER);

  InventoryBench(Options options, Console console, Servers servers) {
    this.options = options;
    this.console = console;
    this.servers = servers;
    this.load = new Load(options.connections());
  }

  void run() throws IOException {
    Postgres postgres = servers.postgres();
    new BenchRealm(servers.keycloak().admin(), servers.keycloakAddress(), servers.env())
        .create(List.of());
    Robots robots = new Robots(servers.keycloak().admin(), postgres);
    console.progress("Starting a registry that walks every %s ...".formatted(BETWEEN_WALKS));
    servers.startWalker(BETWEEN_WALKS);
    try (Walks walks = new Walks(postgres, database)) {
      walks.awaitEnd();
      Footprint registry = footprint(servers.registry(Servers.WALKER));
      Footprint keycloak = footprint(servers.keycloakProcess());
      InventoryReport report = new InventoryReport(options);
      report.memory("before", registry, keycloak);
      console.progress("Filling Keycloak with %,d clients ...".formatted(options.inventory()));
      robots.make(options.inventory());
      Place tokens = tokens();
      beside(walks, tokens, report);
      alone(walks, registry, keycloak, report);
      report.memory("after", registry, keycloak);
      changes(robots, walks, report);
      Files.writeString(options.run().resolve("inventory.md"), report.markdown());
      console.line("");
      console.line(report.markdown());
    }
  }

  /** Tokens between walks and during walks, in turns: what else the machine does hits both. */
  private void beside(Walks walks, Place tokens, InventoryReport report) {
    walks.awaitNext();
    walks.awaitEnd();
    report.first(walks.latest(), known());
    console.progress("The first walk took %,d ms.".formatted(walks.latest().toMillis()));
    load.on(tokens, TOKEN, options.warmUp() * 10, LONGEST_WARM_UP);
    walks.awaitNext();
    for (int round = 0; round < options.rounds(); round++) {
      Sample during = load.on(tokens, TOKEN, walks::underWay);
      Duration took = walks.latest();
      Sample between = load.on(tokens, TOKEN, () -> !walks.underWay());
      report.round(took, between, during);
      console.progress(
          "A walk took %,d ms; tokens %,.0f/s between walks, %,.0f/s meanwhile."
              .formatted(took.toMillis(), between.perSecond(), during.perSecond()));
    }
  }

  /** What a walk takes when nobody else asks, and what lives in memory meanwhile. */
  private void alone(Walks walks, Footprint registry, Footprint keycloak, InventoryReport report) {
    walks.awaitNext();
    String place = servers.postgres().ask(database, "select pg_current_wal_lsn()");
    Duration registryBusy = registry.busy();
    Duration keycloakBusy = keycloak.busy();
    walks.awaitEnd();
    report.alone(
        walks.latest(),
        registry.busy().minus(registryBusy),
        keycloak.busy().minus(keycloakBusy),
        Long.parseLong(
            servers
                .postgres()
                .ask(
                    database,
                    "select pg_wal_lsn_diff(pg_current_wal_lsn(), '%s')::bigint"
                        .formatted(place))));
    walks.awaitNext();
    while (walks.underWay()) {
      report.memory("meanwhile", registry, keycloak);
    }
  }

  /** Somebody makes, changes and deletes clients while the walk is under way. */
  private void changes(Robots robots, Walks walks, InventoryReport report) {
    walks.awaitNext();
    long start = System.nanoTime();
    robots.make("robot-of-the-last-minute");
    robots.change(CHANGED, "Carries letters");
    robots.delete(CHANGED + 1);
    for (Map.Entry<String, String> seen :
        Map.of(
                "made",
                "select exists (select from known_client where client_id = 'robot-of-the-last-minute')",
                "changed",
                "select facts ->> 'description' = 'Carries letters' from known_client where client_id = 'robot-%d'"
                    .formatted(CHANGED),
                "deleted",
                "select not exists (select from known_client where client_id = 'robot-%d')"
                    .formatted(CHANGED + 1))
            .entrySet()) {
      Walks.await(
          "what was %s to be seen".formatted(seen.getKey()),
          () -> servers.postgres().ask(database, seen.getValue()).equals("t"));
      report.seen(seen.getKey(), Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private long known() {
    return Long.parseLong(
        servers
            .postgres()
            .ask(database, "select count(*) from known_client where client_id like 'robot-%'"));
  }

  private Place tokens() {
    return new Place(
        "Keycloak",
        URI.create(
            "%s/realms/%s/protocol/openid-connect"
                .formatted(servers.keycloakAddress(), DemoRealm.NAME)),
        () -> "Accept: application/json\r\n",
        footprint(servers.keycloakProcess()),
        new Place.Crowd("", options.inventory(), 1, () -> ""),
        Map.of(TOKEN, Robots::token));
  }

  private static Footprint footprint(ProcessHandle process) {
    return new Footprint(process, List.of());
  }
}
