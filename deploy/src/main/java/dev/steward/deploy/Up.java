package dev.steward.deploy;

import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.ServerTrouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;

/**
 * What {@code deploy/up} runs: starts what is not running, fills the demo realm, says where to go.
 */
final class Up {

  private final Stack stack;
  private final OwnProcesses processes;
  private final Console console;

  private Up(Stack stack, OwnProcesses processes, Console console) {
    this.stack = stack;
    this.processes = processes;
    this.console = console;
  }

  /**
   * Arguments: the kit, the run directory, the ports of Keycloak, its management and the service;
   * then {@code story} to walk the journey.
   */
  public static void main(String... args) {
    List<String> given = List.of(args);
    Console console = new Console(System.out);
    try {
      Path run = privateDirectory(Path.of(given.get(1)).toAbsolutePath());
      try (FileChannel lock =
          FileChannel.open(
              run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        requireAlone(lock);
        var ports = new Stack.Ports(port(given, 2), port(given, 3), port(given, 4));
        var stack =
            new Stack(
                new Kit(Path.of(given.get(0)).toAbsolutePath()),
                run,
                ports,
                DemoEnv.of(run.resolve("demo.env")));
        new Up(stack, OwnProcesses.in(run.resolve("processes")), console)
            .run(given.contains("story"));
      }
    } catch (Trouble | ServerTrouble | IOException e) {
      console.trouble(String.valueOf(e.getMessage()));
      System.exit(1);
    }
  }

  private void run(boolean story) {
    boolean wasUp = processes.running("keycloak") && processes.running("service");
    DemoEnv env = stack.env();
    env.put("KC_ADMIN", "admin");
    env.put("KEYCLOAK_URL", stack.keycloakAddress().toString());
    env.put("SERVICE_URL", stack.serviceAddress().toString());
    env.put("SCIM_URL", stack.serviceAddress() + "/scim/v2");
    env.put("REALM", DemoRealm.NAME);
    env.put("SCIM_CLIENT", DemoRealm.PROVISIONING);
    env.put("LOGIN_CLIENT", DemoRealm.LOGIN);
    if (!processes.running("keycloak")) {
      console.progress("Starting Keycloak with the gate (a minute or two the first time) ...");
      // The server is a child of the shell that starts it.
      processes.watch("keycloak", ProcessHandle::descendants, stack::startKeycloak);
    }
    requireAnswer("Keycloak", stack.keycloakAddress());
    DemoRealm realm = new DemoRealm(stack.site().admin(), stack.serviceAddress(), env);
    realm.create();
    env.put("PEOPLE", String.join(" ", realm.people()));
    env.put("CLIENTS", String.join(" ", realm.clients()));
    console.progress(
        "Realm demo: %d people, %d clients"
            .formatted(realm.people().size(), realm.clients().size()));
    if (!processes.running("service")) {
      console.progress("Starting the registry on its own PostgreSQL ...");
      // Its PostgreSQL is its own to end.
      processes.watch("service", ProcessHandle::children, stack::startService);
    }
    requireAnswer("The registry", stack.serviceAddress());
    new DemoIdentities(stack.site(), realm, Clock.systemUTC())
        .register(handle -> console.progress("Registered " + handle));
    realm.leaves("dave");
    if (story) {
      tell(new Journey(stack.site(), realm));
    } else {
      console.welcome(stack.site(), wasUp);
    }
  }

  private void requireAnswer(String server, URI address) {
    try {
      RealmAdmin.exchange("GET", HttpRequest.newBuilder(address), "text/html", null);
    } catch (ServerTrouble e) {
      throw new Trouble(
          "%s runs and does not answer at %s; run deploy/down, then deploy/up again."
              .formatted(server, address),
          e);
    }
    console.progress("%s answers at %s".formatted(server, address));
  }

  private void tell(Journey journey) {
    try {
      journey.backToNow();
      int number = 0;
      for (Step step : journey.steps()) {
        number++;
        console.step(number, step.title(), step.act().get());
      }
    } finally {
      journey.backToNow();
    }
    console.line("The journey holds. Both clocks are back.");
  }

  private static int port(List<String> args, int index) {
    return Integer.parseInt(args.get(index));
  }

  private static Path privateDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return directory;
  }

  /** The lock goes with the channel, however this program ends. */
  private static void requireAlone(FileChannel lock) throws IOException {
    if (lock.tryLock() == null) {
      throw new Trouble("Another deploy/up is at work; wait until it is done.");
    }
  }
}
