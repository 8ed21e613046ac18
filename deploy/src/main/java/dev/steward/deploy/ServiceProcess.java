package dev.steward.deploy;

import dev.steward.keycloak.server.RealmAdmin;
import dev.steward.keycloak.server.ServerTrouble;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The registry, running in a process of its own. */
public final class ServiceProcess {

  private static final Duration LONGEST_START = Duration.ofMinutes(4);
  private static final int SECONDS_TO_END = 45;
  private static final int LAST_WORDS = 15;

  private final Process process;
  private final Path log;

  private ServiceProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static ServiceProcess start(Path jar, Path log, URI address, List<String> environment) {
    return start(List.of("-Xmx384m", Stack.QUICK_START), jar, log, address, environment);
  }

  /**
   * Starts the registry and waits until it answers.
   *
   * @param virtualMachine options of the Java virtual machine
   * @param environment settings, each as {@code NAME=value}
   */
  public static ServiceProcess start(
      List<String> virtualMachine, Path jar, Path log, URI address, List<String> environment) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(virtualMachine);
    command.addAll(List.of("-jar", jar.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    for (String variable : environment) {
      int equals = variable.indexOf('=');
      builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    try {
      ServiceProcess service = new ServiceProcess(builder.start(), log);
      Patience.until(
          "the registry to answer at " + address,
          LONGEST_START,
          () -> service.answers(address) ? Optional.of(address) : Optional.empty());
      return service;
    } catch (IOException e) {
      throw new Trouble("The registry cannot be started: " + e.getMessage() + ".", e);
    }
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Asks it to end, then insists; its PostgreSQL ends with it. */
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it as a power cut would. Its PostgreSQL goes on. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private boolean answers(URI address) {
    if (!process.isAlive()) {
      throw new Trouble("The registry ended before it was ready. Its last words:\n" + lastWords());
    }
    try {
      return RealmAdmin.exchange(
                  "GET",
                  HttpRequest.newBuilder(URI.create(address + "/q/health/live")),
                  "application/json",
                  null)
              .status()
          == 200;
    } catch (ServerTrouble notYet) {
      return false;
    }
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
