package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code deploy/jdk} finds among directories that look like JDKs. */
class FindJdkTest {

  private Path home = Path.of("");

  @BeforeEach
  void place(@TempDir Path directory) {
    home = directory;
  }

  @Test
  void takesJavaHomeWhenItWillDo() throws Exception {
    Path given = jdk(home.resolve("given"), "21.0.4");
    jdk(home.resolve(".sdkman/candidates/java/newer"), "1001");

    assertThat(found(given)).isEqualTo(given.toString());
  }

  @Test
  void passesOverAJavaHomeThatIsTooOld() throws Exception {
    Path old = jdk(home.resolve("old"), "17.0.15");
    Path fresh = jdk(home.resolve(".sdkman/candidates/java/fresh"), "1001.0.1");

    assertThat(found(old)).isEqualTo(fresh.toString());
  }

  @Test
  void passesOverARuntimeWithoutACompiler() throws Exception {
    Path fresh = jdk(home.resolve(".sdkman/candidates/java/jdk"), "1001");
    Path runtime = jdk(home.resolve("runtime"), "25");
    Files.delete(runtime.resolve("bin/javac"));

    assertThat(found(runtime)).isEqualTo(fresh.toString());
  }

  @Test
  void prefersLongTermSupportToTheNewest() throws Exception {
    jdk(home.resolve(".sdkman/candidates/java/newest"), "1002");
    Path supported = jdk(home.resolve(".sdkman/candidates/java/supported"), "1001");

    assertThat(found(home.resolve("nowhere"))).isEqualTo(supported.toString());
  }

  private String found(Path javaHome) throws IOException {
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", "set -eu; . ./jdk; echo $JAVA_HOME");
    shell.environment().put("JAVA_HOME", javaHome.toString());
    shell.environment().put("HOME", home.toString());
    shell.environment().remove("SDKMAN_DIR");
    try (var out = shell.redirectErrorStream(true).start().inputReader()) {
      return out.lines().collect(Collectors.joining("\n"));
    }
  }

  private static Path jdk(Path directory, String version) throws IOException {
    Files.createDirectories(directory.resolve("bin"));
    Files.writeString(directory.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    for (String program : List.of("java", "javac")) {
      Path file = Files.writeString(directory.resolve("bin").resolve(program), "#!/bin/sh\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return directory;
  }
}
