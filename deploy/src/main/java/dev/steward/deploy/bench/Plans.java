package dev.steward.deploy.bench;

import dev.steward.deploy.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How PostgreSQL answers the very statements that the registry sends for its queries, as PostgreSQL
 * itself writes it to its log.
 */
record Plans(Postgres postgres, String database) {

  /** So often the driver sends a statement before it is prepared for good. */
  private static final int OFTEN = 8;

  private static final Pattern LOGGED =
      Pattern.compile(
          "plan:\\R\\s*Query Text: (.*?)(?=^\\S|\\z)", Pattern.DOTALL | Pattern.MULTILINE);

  /** What the registry does by itself at the same time. */
  private static final Pattern OTHERS =
      Pattern.compile(
          "pg_reload_conf|scheduled_tasks|update parcel|ledger_entry|identity_tally\\s+returning");

  /** Parameters as long as a page. */
  private static final Pattern LONG =
      Pattern.compile("(?m)^(Query Parameters: .{220}|.{0,60}(?:Cond|Filter): .{220}).+$");

  private static final Pattern COSTS = Pattern.compile(" *\\(cost=[^)]*\\)");

  /** Has every connection from now on ready to tell its plans. */
  void prepare() {
    postgres.run(
        "postgres",
        "alter database " + database + " set session_preload_libraries = 'auto_explain'");
  }

  /** Writes a file for each query: the statements and how the last of each was answered. */
  void write(Place place, Map<String, Function<RandomGenerator, Ask>> queries, Path directory) {
    try {
      Files.createDirectories(directory);
      for (var query : queries.entrySet()) {
        String name = query.getKey().replaceAll("[^A-Za-z]+", "-").toLowerCase(Locale.ROOT);
        Files.writeString(
            directory.resolve(name + ".txt"), of(place, query.getKey(), query.getValue()));
      }
    } catch (IOException e) {
      throw new Trouble("The plans cannot be written: " + e.getMessage(), e);
    }
  }

  private String of(Place place, String name, Function<RandomGenerator, Ask> query) {
    RandomGenerator random = new SplittableRandom(7);
    StringBuilder text = new StringBuilder("# ").append(name).append("\n");
    try (Wire wire = place.connect()) {
      for (int i = 0; i < OFTEN; i++) {
        wire.send(query.apply(random), place.headers().get());
      }
      Ask last = query.apply(random);
      tell("0");
      int before = postgres.log().length();
      wire.send(last, place.headers().get());
      tell("-1");
      text.append("# GET ").append(last.path()).append('\n');
      Matcher logged = LOGGED.matcher(postgres.log().substring(before));
      while (logged.find()) {
        if (!OTHERS.matcher(logged.group(1)).find()) {
          text.append('\n').append(COSTS.matcher(logged.group(1)).replaceAll("").strip());
          text.append('\n');
        }
      }
    }
    String plain = text.toString().replaceAll("(?m)^\t", "");
    return LONG.matcher(plain).replaceAll("$1 ...");
  }

  /** How slow a statement must be to be told, in milliseconds; -1 for none. */
  private void tell(String slowest) {
    postgres.run(
        "postgres",
        "load 'auto_explain'",
        "alter system set auto_explain.log_min_duration = " + slowest,
        "select pg_reload_conf()",
        // Those that run have heard of it by then.
        "select pg_sleep(0.5)");
  }
}
