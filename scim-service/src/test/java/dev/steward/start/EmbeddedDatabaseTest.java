package dev.steward.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

  private static final Path BINARIES = Path.of("target", "test-binaries");

  @TempDir Path home;

  @Test
  void keepsItsDataOverARestart() throws SQLException {
    try (var database = start(home)) {
      ask(database, "create table kept (what text)", "insert into kept values ('this')");
    }
    try (var database = start(home)) {
      assertThat(answer(database, "select what from kept")).isEqualTo("this");
    }
  }

  @Test
  void losesNothingThatWasCommitted() throws SQLException {
    try (var database = start(home)) {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertThat(answer(database, "show " + setting)).isEqualTo("on");
      }
    }
  }

  @Test
  void keepsAnEighthOfTheMemoryForItsFilesWithinBounds() throws SQLException {
    long gigabyte = 1L << 30;
    assertThat(EmbeddedDatabase.cache(gigabyte / 2)).isEqualTo("128MB");
    assertThat(EmbeddedDatabase.cache(4 * gigabyte)).isEqualTo("512MB");
    assertThat(EmbeddedDatabase.cache(64 * gigabyte)).isEqualTo("1024MB");
    try (var database = start(home)) {
      assertThat(
              answer(
                  database,
                  "select setting::bigint * 8 >= 131072 from pg_settings where name = 'shared_buffers'"))
          .isEqualTo("t");
    }
  }

  @Test
  void letsNobodyInWithoutAPassword() throws SQLException {
    try (var database = start(home)) {
      for (String user : List.of("steward", "postgres")) {
        assertThatThrownBy(() -> DriverManager.getConnection(database.url(), user, "guessed"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("password authentication failed");
      }
    }
  }

  @Test
  void keepsItsSecretsToItself() throws IOException {
    try (var database = start(home)) {
      assertThat(permissions(home)).isEqualTo("rwx------");
      assertThat(permissions(home.resolve("steward.password"))).isEqualTo("rw-------");
      assertThat(Files.readString(home.resolve("steward.password"))).isEqualTo(database.password());
    }
  }

  @Test
  void servesOneServiceAtATime() {
    try (var database = start(home)) {
      assertThat(database.url()).startsWith("jdbc:postgresql://localhost:");
      assertThatThrownBy(() -> start(home)).hasMessageContaining("already");
    }
  }

  @Test
  void stopsTheServerThatAKilledServiceLeftBehind() throws Exception {
    Process service =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                KilledService.class.getName(),
                home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(service.inputReader().readLine()).isEqualTo("ready");
    service.destroyForcibly().waitFor();
    long orphan = postmaster();
    assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isPresent();

    try (var second = start(home)) {
      assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(answer(second, "select what from kept")).isEqualTo("this");
    }
  }

  /** A service that gets as far as writing something, and waits to be killed. */
  static final class KilledService {

    private KilledService() {}

    public static void main(String... args) throws Exception {
      EmbeddedDatabase database = start(Path.of(args[0]));
      ask(database, "create table kept (what text)", "insert into kept values ('this')");
      System.out.println("ready");
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  @Test
  void saysWhatPostgresqlSaidWhenItCannotStart() throws IOException {
    start(home).close();
    Files.writeString(home.resolve("data").resolve("PG_VERSION"), "9.6\n");

    assertThatThrownBy(() -> EmbeddedDatabase.startIn(home, BINARIES, Duration.ofSeconds(3)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("did not start")
        .hasMessageContaining("FATAL");
  }

  private static EmbeddedDatabase start(Path home) {
    return EmbeddedDatabase.startIn(home, BINARIES, Duration.ofSeconds(60));
  }

  private long postmaster() throws IOException {
    return Long.parseLong(
        Files.readAllLines(home.resolve("data").resolve("postmaster.pid")).getFirst().strip());
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void ask(EmbeddedDatabase database, String... statements) throws SQLException {
    try (Connection connection = connect(database);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String answer(EmbeddedDatabase database, String query) throws SQLException {
    try (Connection connection = connect(database);
        var statement = connection.createStatement();
        var results = statement.executeQuery(query)) {
      assertThat(results.next()).isTrue();
      return results.getString(1);
    }
  }

  private static Connection connect(EmbeddedDatabase database) throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }
}
