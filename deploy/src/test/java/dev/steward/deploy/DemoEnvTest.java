package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoEnvTest {

  private Path file = Path.of("");

  @BeforeEach
  void place(@TempDir Path directory) {
    file = directory.resolve("demo.env");
  }

  @Test
  void keepsASecretOnceItIsMade() {
    String secret = DemoEnv.of(file).clientSecret("invoice-matcher");

    assertThat(secret).hasSize(24);
    assertThat(DemoEnv.of(file).clientSecret("invoice-matcher")).isEqualTo(secret);
    assertThat(DemoEnv.of(file).clientSecret("crm-sync")).isNotEqualTo(secret);
  }

  @Test
  void isReadByItsOwnerOnly() throws Exception {
    DemoEnv.of(file).put("REALM", "demo");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void isAScriptThatAShellReads() throws Exception {
    DemoEnv env = DemoEnv.of(file);
    env.put("SCIM_URL", "http://localhost:8081/scim/v2");
    env.put("PEOPLE", "alice bob");

    Process shell =
        new ProcessBuilder("sh", "-c", ". \"$0\"; echo \"$SCIM_URL $PEOPLE\"", file.toString())
            .start();
    assertThat(shell.inputReader().readLine()).isEqualTo("http://localhost:8081/scim/v2 alice bob");
  }

  @Test
  void refusesAValueThatAShellWouldRun() {
    DemoEnv env = DemoEnv.of(file);

    assertThatThrownBy(() -> env.put("REALM", "demo'; rm -rf /; '"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(file).doesNotExist();
  }
}
