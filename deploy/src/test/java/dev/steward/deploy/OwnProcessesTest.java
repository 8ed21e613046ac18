package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnProcessesTest {

  private Path run = Path.of("");

  @BeforeEach
  void place(@TempDir Path directory) {
    run = directory;
  }

  @AfterEach
  void endTheChildren() {
    ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void remembersWhatWasStarted() {
    OwnProcesses.in(file()).watch("keycloak", ProcessHandle::children, OwnProcessesTest::sleeper);

    assertThat(OwnProcesses.in(file()).running("keycloak")).isTrue();
    assertThat(OwnProcesses.in(file()).running("service")).isFalse();
  }

  @Test
  void doesNotCountWhatHasEnded() throws Exception {
    Process child =
        OwnProcesses.in(file())
            .watch("keycloak", ProcessHandle::children, OwnProcessesTest::sleeper);
    child.destroyForcibly().waitFor();

    assertThat(OwnProcesses.in(file()).running("keycloak")).isFalse();
  }

  @Test
  void takesAProcessWithTheIdButAnotherBirthForAStranger() throws Exception {
    Process child = sleeper();
    Files.writeString(file(), "keycloak " + child.pid() + " 1\n");

    assertThat(OwnProcesses.in(file()).running("keycloak")).isFalse();
  }

  @Test
  void deployDownKnowsTheSameProcesses() throws Exception {
    Process child =
        OwnProcesses.in(file())
            .watch("keycloak", ProcessHandle::children, OwnProcessesTest::sleeper);

    Process shell =
        new ProcessBuilder("bash", "-c", "run=$0; . ./processes; living keycloak", run.toString())
            .start();
    assertThat(shell.inputReader().lines()).contains(Long.toString(child.pid()));
  }

  private Path file() {
    return run.resolve("processes");
  }

  private static Process sleeper() {
    try {
      return new ProcessBuilder("sleep", "300").start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
