package dev.steward.keycloak.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** One run of {@code kc.sh} with its children, writing to a log file. */
final class KeycloakProcess {

  private static final int LAST_WORDS = 25;
  private static final int SECONDS_TO_END = 20;

  private final Process process;
  private final Path log;

  private KeycloakProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts {@code kc.sh} with the JDK that runs this program. */
  static KeycloakProcess launch(Path home, ServerPlan plan, Path log, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("kc.sh").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
    // A JAVA of the surroundings would win over JAVA_HOME.
    builder.environment().remove("JAVA");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", plan.adminUser());
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", plan.adminPassword());
    builder.environment().putAll(plan.environment());
    return new KeycloakProcess(builder.start(), log);
  }

  boolean alive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Waits for the end and says how it ended. */
  int ended(long seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      stop();
      throw new ServerTrouble(
          "kc.sh did not end within %d s; its last words:%n%s".formatted(seconds, lastWords()));
    }
    return process.exitValue();
  }

  /** Asks the shell and the server to end, then insists. */
  void stop() {
    List<ProcessHandle> family =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    family.forEach(ProcessHandle::destroy);
    for (ProcessHandle member : family) {
      try {
        member.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
      } catch (TimeoutException | ExecutionException e) {
        member.destroyForcibly();
      } catch (InterruptedException e) {
        family.forEach(ProcessHandle::destroyForcibly);
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  String lastWords() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a step to its end, in a prepared home. */
  interface Runner {
    void run(Path home, ServerPlan plan) throws IOException;
  }
}
