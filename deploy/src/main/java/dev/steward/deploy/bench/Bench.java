package dev.steward.deploy.bench;

import dev.steward.deploy.Console;
import dev.steward.deploy.Trouble;
import dev.steward.keycloak.server.ServerTrouble;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What {@code deploy/bench} runs. */
final class Bench {

  private static final String COUNTS =
      "task_name in ('population', 'owners', 'endings', 'review-weeks', 'control-coverage', 'orphans')";

  private final Options options;
  private final Console console;
  private final Servers servers;
  private final Figures figures = new Figures();

  private Bench(Options options, Console console, Servers servers) {
    this.options = options;
    this.console = console;
    this.servers = servers;
  }

  /** Arguments as {@link Options} reads them. */
  public static void main(String... args) {
    Console console = new Console(System.out);
    try {
      Options options = Options.of(args);
      forget(options.run());
      Files.createDirectories(options.run());
      Servers servers = new Servers(options);
      // However this program ends, the servers end with it.
      Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "end"));
      servers.start(console);
      if (options.inventory() > 0) {
        new InventoryBench(options, console, servers).run();
      } else {
        new Bench(options, console, servers).run();
      }
    } catch (Trouble | ServerTrouble | IOException e) {
      console.trouble(String.valueOf(e.getMessage()));
      System.exit(1);
    }
  }

  private void run() throws IOException {
    BenchRealm realm =
        new BenchRealm(servers.keycloak().admin(), servers.keycloakAddress(), servers.env());
    realm.create(consoles());
    console.progress("Filling Keycloak with %,d users ...".formatted(options.users()));
    servers.postgres().run("keycloak", Seed.of("seed-users.sql", options.users()));
    List<Place> registries = new ArrayList<>();
    for (int i = 0; i < options.sizes().size(); i++) {
      registries.add(registry(i, realm));
    }
    List<Place> all = new ArrayList<>(registries);
    all.add(keycloak(realm));
    all.add(other(realm));
    Contest contest = new Contest(options, console, figures, this::settle);
    if (!options.plans().isEmpty()) {
      console.progress("Writing the plans of the queries ...");
      plans()
          .write(
              registries.getLast(),
              agents(options.sizes().size() - 1).queries(),
              Path.of(options.plans()));
    }
    rest(all);
    contest.measure(Operations.READS, all);
    contest.measure(agents(0).queries().keySet(), registries);
    contest.measure(Operations.WRITES, all);
    contest.measure(Operations.OF_USERS, all);
    for (Visitor visitor : Visitor.values()) {
      List<Place> consoles = consoles(registries, realm, visitor);
      rest(consoles);
      contest.measure(consoles.getFirst().operations().keySet(), consoles);
    }
    Feats feats = new Feats();
    for (Place place : all) {
      if (options.measures(Feats.BULK)) {
        feats.bulk(place, options.rounds());
        settle();
      }
      if (options.measures(Feats.WALK)) {
        feats.walk(place);
      }
      console.progress("%s: %s".formatted(place.name(), feats.of(place)));
    }
    Report report = new Report(options, figures, feats, all);
    Files.writeString(options.run().resolve("report.md"), report.markdown());
    Files.writeString(options.run().resolve("report.json"), report.json());
    console.line("");
    console.line(report.markdown());
  }

  /** What was filled or written leaves work behind, which is not to be measured. */
  private void rest(List<Place> places) {
    console.progress("Waiting until the servers have nothing left to do ...");
    Walks.await(
        "the servers to rest", () -> places.stream().allMatch(place -> place.footprint().rests()));
  }

  private Place registry(int index, BenchRealm realm) {
    int size = options.sizes().get(index);
    String database = Servers.database(index);
    console.progress("Filling a registry with %,d identities ...".formatted(size));
    servers.postgres().fill(database, Seed.registry(size, people(realm)));
    servers.postgres().run(database, "vacuum analyze");
    count(database);
    return new Place(
        "Steward, %,d".formatted(size),
        servers.registryAddress(index).resolve("/scim/v2"),
        realm.token(),
        new Footprint(servers.registry(index), List.of(servers.postgres().process())),
        new Place.Crowd("/Agents", size * 9L / 10, 500, Agents::fresh),
        agents(index).operations());
  }

  private List<URI> consoles() {
    return IntStream.range(0, options.sizes().size())
        .mapToObj(servers::registryAddress)
        .map(registry -> registry.resolve("/console"))
        .toList();
  }

  /** Has the registry count once what its pages show, as it does every minute elsewhere. */
  private void count(String database) {
    servers
        .postgres()
        .run(database, "update scheduled_tasks set execution_time = now() where " + COUNTS);
    Walks.await(
        "the registry to count what its pages show",
        () ->
            servers
                .postgres()
                .ask(
                    database,
                    "select count(*) from scheduled_tasks where execution_time < now() + interval '1 hour' and "
                        + COUNTS)
                .equals("0"));
  }

  private static Map<Visitor, String> people(BenchRealm realm) {
    Map<Visitor, String> people = new EnumMap<>(Visitor.class);
    for (Visitor visitor : Visitor.values()) {
      people.put(visitor, realm.id(visitor.userName()));
    }
    return people;
  }

  /** The registries once more, as somebody sees them. */
  private List<Place> consoles(List<Place> registries, BenchRealm realm, Visitor visitor) {
    String person = realm.id(visitor.userName());
    return registries.stream()
        .map(
            place ->
                new Place(
                    place.name(),
                    place.server().resolve("/console"),
                    realm.session(place.server().resolve("/console"), visitor.userName()),
                    place.footprint(),
                    place.crowd(),
                    Pages.of(visitor, place.crowd().size(), person)))
        .toList();
  }

  private Agents agents(int index) {
    int size = options.sizes().get(index);
    String database = Servers.database(index);
    return new Agents(
        size,
        servers
            .postgres()
            .ask(
                database,
                "select max(review_due) from identity where last_reviewed < current_date - 30"),
        servers
            .postgres()
            .ask(
                database,
                "select to_char(modified at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from identity order by modified desc offset 19 limit 1"));
  }

  private Place keycloak(BenchRealm realm) {
    servers.postgres().run("keycloak", "vacuum analyze");
    Users users = new Users(options.users(), "name.givenName");
    return new Place(
        "Keycloak, %,d".formatted(options.users()),
        realm.scim(),
        realm.token(),
        new Footprint(servers.keycloakProcess(), List.of(servers.postgres().process())),
        new Place.Crowd("/Users", options.users(), 100, Users::fresh),
        options.users() == Options.PEOPLE ? users.everything() : users.operations());
  }

  private Place other(BenchRealm realm) {
    return new Place(
        "SCIM-SDK in memory",
        servers.otherAddress(),
        realm.token(),
        new Footprint(servers.otherProcess(), List.of()),
        new Place.Crowd("/Users", Options.PEOPLE, 500, Users::fresh),
        new Users(Options.PEOPLE, "displayName").everything());
  }

  /** Of the largest registry. */
  private Plans plans() {
    return new Plans(servers.postgres(), Servers.database(options.sizes().size() - 1));
  }

  /** The registries seal what they answered a moment ago. */
  private void settle() {
    for (int i = 0; i < options.sizes().size(); i++) {
      while (!servers
          .postgres()
          .ask(Servers.database(i), "select count(*) from ledger_entry where position is null")
          .equals("0")) {
        try {
          Thread.sleep(100);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new Trouble("Interrupted while the ledger is sealed.", e);
        }
      }
    }
  }

  /** The prepared Keycloak stays: it is the same every time. */
  private static void forget(Path run) throws IOException {
    if (!Files.exists(run)) {
      return;
    }
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.startsWith(run.resolve("keycloak")) && !file.equals(run)) {
          Files.delete(file);
        }
      }
    }
  }
}
