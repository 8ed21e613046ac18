package dev.steward.deploy.bench;

import dev.steward.deploy.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The PostgreSQL that the registry brings, as its administrator sees it. */
final class Postgres {

  /** The role that every database of a benchmark belongs to. */
  static final String ROLE = "steward";

  private static final String INDEXES =
      """
      select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
      from pg_index i
      where i.indrelid::regclass::text in ('identity', 'identity_owner', 'identity_control', 'ledger_entry')
        and not i.indisunique
        and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
      """;

  private final Path home;
  private final List<String> running;

  /**
   * @param home where the registry keeps it
   */
  Postgres(Path home) {
    this.home = home;
    this.running = read(home.resolve("data").resolve("postmaster.pid")).lines().toList();
  }

  ProcessHandle process() {
    return ProcessHandle.of(Long.parseLong(running.getFirst().strip())).orElseThrow();
  }

  String url(String database) {
    return "jdbc:postgresql://localhost:%s/%s".formatted(running.get(3).strip(), database);
  }

  /** The password of the role. */
  String password() {
    return read(home.resolve("steward.password")).strip();
  }

  /** What it wrote to its log so far. */
  String log() {
    return read(home.resolve("postgres.log"));
  }

  void create(String database) {
    run("postgres", "create database " + database + " owner " + ROLE);
  }

  /** Runs statements one after the other, each on its own. */
  void run(String database, String... statements) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new Trouble("PostgreSQL refuses: " + e.getMessage(), e);
    }
  }

  /**
   * Runs statements that fill empty tables, in a session of their own. Indexes that no constraint
   * needs are made anew afterwards, which takes a fraction of the time.
   */
  void fill(String database, String... statements) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      List<String> definitions = new ArrayList<>();
      List<String> names = new ArrayList<>();
      try (ResultSet indexes = statement.executeQuery(INDEXES)) {
        while (indexes.next()) {
          names.add(indexes.getString("name"));
          definitions.add(indexes.getString("definition"));
        }
      }
      statement.execute("set maintenance_work_mem = '512MB'");
      for (String name : names) {
        statement.execute("drop index " + name);
      }
      for (String sql : statements) {
        statement.execute(sql);
      }
      for (String definition : definitions) {
        statement.execute(definition);
      }
    } catch (SQLException e) {
      throw new Trouble("PostgreSQL refuses: " + e.getMessage(), e);
    }
  }

  /** The first column of the first row. */
  String ask(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return String.valueOf(found.getString(1));
    } catch (SQLException e) {
      throw new Trouble("PostgreSQL refuses: " + e.getMessage(), e);
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        url(database), "postgres", read(home.resolve("postgres.password")).strip());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Trouble("The registry's PostgreSQL does not run: no " + file, e);
    }
  }
}
