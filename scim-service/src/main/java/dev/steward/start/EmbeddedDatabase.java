package dev.steward.start;

import com.sun.management.OperatingSystemMXBean;
import dev.steward.keys.SecretFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * A real PostgreSQL of our own in a directory, for whoever has configured none.
 *
 * <p>Its data outlives the service, and a server that a killed service left behind is stopped
 * before the next one starts. One directory serves one running service.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);
  private static final String ROLE = "steward";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Ports below the range that outgoing connections take theirs from. */
  private static final int LOWEST_PORT = 20_000;

  private static final int HIGHEST_PORT = 32_000;

  private static final long MEGABYTE = 1024 * 1024;
  private static final int SMALLEST_CACHE = 128;
  private static final int LARGEST_CACHE = 1024;

  /** Nobody but those who know a password, and those only from this machine. */
  private static final String ADMISSION =
      """
      local all all              scram-sha-256
      host  all all 127.0.0.1/32 scram-sha-256
      host  all all ::1/128      scram-sha-256
      """;

  private final EmbeddedPostgres server;
  private final FileChannel claim;
  private final String superuserPassword;
  private final String password;

  private EmbeddedDatabase(
      EmbeddedPostgres server, FileChannel claim, String superuserPassword, String password) {
    this.server = server;
    this.claim = claim;
    this.superuserPassword = superuserPassword;
    this.password = password;
  }

  /** Starts the server whose files are in {@code home}, or makes one there. */
  public static EmbeddedDatabase startIn(Path home) {
    return startIn(home, home.resolve("binaries"), PATIENCE);
  }

  /** The same, with PostgreSQL's own programs unpacked in {@code binaries}. */
  static EmbeddedDatabase startIn(Path home, Path binaries, Duration patience) {
    try {
      SecretFile.directory(home);
      FileChannel claim = claim(home);
      OrphanedServer.stopIn(home.resolve("data"));
      String superuserPassword = SecretFile.password(home.resolve("postgres.password"));
      String password = SecretFile.password(home.resolve("steward.password"));
      EmbeddedPostgres server = launch(home, binaries, patience, superuserPassword);
      var database = new EmbeddedDatabase(server, claim, superuserPassword, password);
      database.prepare(home.resolve("data").resolve("pg_hba.conf"));
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  public String url() {
    return url(ROLE);
  }

  public String user() {
    return ROLE;
  }

  public String password() {
    return password;
  }

  /** The address of a new and empty database; one of that name is dropped before. */
  public String fresh(String name) {
    administer(
        "drop database if exists " + name + " with (force)",
        "create database " + name + " owner " + ROLE);
    return url(name);
  }

  @Override
  public void close() {
    try {
      server.close();
      claim.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
  }

  /** The operating system gives the claim back when the process ends, however it ends. */
  private static FileChannel claim(Path home) throws IOException {
    FileChannel channel =
        FileChannel.open(
            home.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isMine(channel)) {
      channel.close();
      throw new IOException(
          "a Steward runs already on "
              + home.toAbsolutePath()
              + "; stop it, or give this one its own steward.data-dir");
    }
    return channel;
  }

  private static boolean isMine(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static EmbeddedPostgres launch(
      Path home, Path binaries, Duration patience, String superuserPassword) throws IOException {
    Path log = home.resolve("postgres.log");
    Files.deleteIfExists(log);
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(home.resolve("data"))
          .setOverrideWorkingDirectory(binaries.toFile())
          .setCleanDataDirectory(false)
          .setRegisterShutdownHook(false)
          .setPort(freePort())
          .setConnectConfig("password", superuserPassword)
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("full_page_writes", "on")
          .setServerConfig("max_connections", "100")
          .setServerConfig("shared_buffers", cache(machineMemory()))
          .setServerConfig("password_encryption", "scram-sha-256")
          .setLocaleConfig("locale", "C.UTF-8")
          .setPGStartupWait(patience)
          .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException | RuntimeException e) {
      throw new IOException("the embedded PostgreSQL did not start: " + lastWords(log, e), e);
    }
  }

  /**
   * What the server keeps of its files in memory of its own: an eighth of the machine's, as most of
   * it belongs to others here. PostgreSQL's 128 MB hold a tenth of a million identities.
   *
   * @param memory of the machine or the container, in bytes
   */
  static String cache(long memory) {
    return Math.clamp(memory / 8 / MEGABYTE, SMALLEST_CACHE, LARGEST_CACHE) + "MB";
  }

  private static long machineMemory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  private static String lastWords(Path log, Exception failure) throws IOException {
    if (!Files.exists(log)) {
      return String.valueOf(failure.getMessage());
    }
    List<String> lines = Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
    return lines.stream()
        .filter(line -> line.contains("FATAL") || line.contains("error"))
        .reduce((first, second) -> second)
        .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()))
        .orElseGet(() -> String.valueOf(failure.getMessage()));
  }

  private static int freePort() throws IOException {
    for (int tries = 0; tries < 100; tries++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        LOG.debugf("port %d is taken", port);
      }
    }
    throw new IOException("no free port between " + LOWEST_PORT + " and " + HIGHEST_PORT);
  }

  /** Idempotent: a start that was cut short is completed by the next. */
  private void prepare(Path admission) throws IOException {
    administer(
        "alter role postgres password '" + superuserPassword + "'",
        """
        do $$ begin
          if not exists (select from pg_roles where rolname = 'steward') then
            create role steward login;
          end if;
        end $$""",
        "alter role steward password '" + password + "'");
    if (!exists("select 1 from pg_database where datname = 'steward'")) {
      administer("create database steward owner steward");
    }
    if (!Files.readString(admission).equals(ADMISSION)) {
      Files.writeString(admission, ADMISSION);
      administer("select pg_reload_conf()");
    }
  }

  private void administer(String... statements) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the embedded PostgreSQL refused: " + e.getMessage(), e);
    }
  }

  private boolean exists(String query) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        var found = statement.executeQuery(query)) {
      return found.next();
    } catch (SQLException e) {
      throw new IllegalStateException("the embedded PostgreSQL refused: " + e.getMessage(), e);
    }
  }
}
