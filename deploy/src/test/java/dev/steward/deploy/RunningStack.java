package dev.steward.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.keycloak.server.KeycloakServer;
import dev.steward.keycloak.server.RealmAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The one Keycloak and the one registry of all integration tests: started on first use, ended with
 * the tests, and killed and started again in between by those who ask.
 */
final class RunningStack {

  private static final RunningStack ONE = new RunningStack();

  private final Stack stack;
  private final DemoRealm realm;
  private final SignalRelay relay;
  private KeycloakServer keycloak;
  private ServiceProcess service;

  private RunningStack() {
    Path run = Path.of(System.getProperty("steward.run"));
    forgetData(run);
    DemoEnv env = DemoEnv.of(run.resolve("demo.env"));
    env.put("KC_ADMIN", "admin");
    stack =
        new Stack(
            new Kit(Path.of(System.getProperty("steward.kit"))),
            run,
            new Stack.Ports(freePort(), freePort(), freePort()),
            env);
    // Whatever was started ends with this program, a start that failed in the middle included.
    Runtime.getRuntime().addShutdownHook(new Thread(RunningStack::endAll));
    relay = SignalRelay.to(stack.serviceAddress());
    keycloak = stack.startKeycloak(relay.address());
    realm = new DemoRealm(stack.site().admin(), stack.serviceAddress(), env);
    realm.create();
    service = stack.startService();
  }

  static RunningStack get() {
    return ONE;
  }

  Site site() {
    return stack.site();
  }

  DemoRealm realm() {
    return realm;
  }

  /** Somebody new comes, with an account in Keycloak, a password, and leave to review. */
  void arrives(String person) {
    ObjectNode user =
        DemoRealm.JSON
            .createObjectNode()
            .put("username", person)
            .put("email", person + "@example.org")
            .put("firstName", person)
            .put("lastName", "Newcomer")
            .put("enabled", true);
    user.putArray("credentials")
        .addObject()
        .put("type", "password")
        .put("value", site().env().password(person))
        .put("temporary", false);
    RealmAdmin admin = site().admin();
    String id = admin.create("/demo/users", user);
    admin.must(
        "POST",
        "/demo/users/" + id + "/role-mappings/realm",
        List.of(admin.must("GET", "/demo/roles/reviewer", null)));
  }

  /** Ends the registry as a power cut would. Its PostgreSQL goes on, as after a crash. */
  void killService() throws InterruptedException {
    service.kill();
  }

  /** Ends Keycloak, the shell around it included, as a power cut would. */
  void killKeycloak() {
    List<ProcessHandle> family = keycloaksFamily();
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(process -> process.onExit().join());
  }

  /** Sends a signal such as {@code STOP} or {@code CONT} to Keycloak. */
  void signalKeycloak(String signal) throws IOException, InterruptedException {
    for (ProcessHandle process : keycloaksFamily()) {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    }
  }

  private List<ProcessHandle> keycloaksFamily() {
    ProcessHandle shell = ProcessHandle.of(keycloak.pid()).orElseThrow();
    return Stream.concat(shell.descendants(), Stream.of(shell)).toList();
  }

  /** Ends Keycloak in good order. */
  void stopKeycloak() {
    keycloak.stop();
  }

  void startKeycloak() {
    keycloak = stack.startKeycloak(relay.address());
  }

  /** Starts a Keycloak whose gate knows of no registry that it could tell anything. */
  void startSilentKeycloak() {
    startKeycloak(List.of());
  }

  /** Starts a Keycloak with these settings of the guard, each as {@code name=value}. */
  void startKeycloak(List<String> settings) {
    keycloak = stack.startKeycloak(settings);
  }

  /** Starts the registry anew with other settings, each as {@code NAME=value}. */
  void restartService(List<String> settings) {
    service.stop();
    service = stack.startService(settings);
  }

  /** Runs a statement on the database of a Keycloak that is not running. */
  void editKeycloaksDatabase(String sql) throws IOException, InterruptedException {
    Path home = stack.run().resolve("keycloak/keycloak");
    int code =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                home.resolve("lib/lib/main") + "/*",
                "org.h2.tools.Shell",
                "-url",
                "jdbc:h2:file:%s;NON_KEYWORDS=VALUE".formatted(home.resolve("data/h2/keycloakdb")),
                "-user",
                "",
                "-password",
                "",
                "-sql",
                sql)
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("H2 ended with code " + code);
    }
  }

  /** The way that signals take, on which something may happen to them. */
  SignalRelay relay() {
    return relay;
  }

  /** Where the gate keeps what it must not forget. */
  Path gatesFiles() {
    return stack.run().resolve("keycloak/keycloak/data/steward");
  }

  /** Starts what was killed, and puts the clocks back. */
  void heal() {
    if (!keycloak.alive()) {
      startKeycloak();
    }
    if (!service.handle().isAlive()) {
      service = stack.startService();
    }
    site().travel(Duration.ZERO);
  }

  /** Whether the registry proves that nobody rewrote its ledger. */
  boolean ledgerIsValid() {
    return site()
        .registry()
        .get("/ledger/verify", site().tokens().ofPerson("carol", "evidence:read"))
        .body()
        .path("valid")
        .asBoolean();
  }

  /** Asks all children to end and waits; the registry takes its PostgreSQL with it. */
  private static void endAll() {
    List<ProcessHandle> family = ProcessHandle.current().descendants().toList();
    family.forEach(ProcessHandle::destroy);
    family.forEach(process -> process.onExit().join());
  }

  /** What costs time to make, the built server, is kept from an earlier run; its data are not. */
  private static void forgetData(Path run) {
    try {
      Files.createDirectories(run);
      Files.deleteIfExists(run.resolve("demo.env"));
      for (String data : List.of("data", "keycloak/keycloak/data")) {
        if (Files.isDirectory(run.resolve(data))) {
          try (Stream<Path> files = Files.walk(run.resolve(data))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
              Files.delete(file);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Below the range that outgoing connections take theirs from. */
  private static int freePort() {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(22_000, 32_000))
        .filter(RunningStack::isFree)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
