package dev.steward.deploy.bench;

import dev.steward.deploy.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

/** SQL that fills a database by set, as a hundred thousand requests would. */
final class Seed {

  private Seed() {}

  /**
   * The statements of a file beside this class, each of which ends with its line and an empty one,
   * with a number in place of each question mark.
   */
  static String[] of(String name, int size) {
    return text(name).replace("?", Integer.toString(size)).split(";\\s*\\n\\s*\\n", -1);
  }

  /**
   * What a registry of so many identities holds.
   *
   * @param people the ids of those who open pages
   */
  static String[] registry(int size, Map<Visitor, String> people) {
    return Stream.of("seed-identities.sql", "seed-governance.sql")
        .flatMap(name -> Stream.of(of(name, size)))
        .map(statement -> named(statement, people))
        .toArray(String[]::new);
  }

  private static String named(String statement, Map<Visitor, String> people) {
    String named = statement;
    for (Map.Entry<Visitor, String> person : people.entrySet()) {
      named = named.replace(":" + person.getKey().word(), person.getValue());
    }
    return named;
  }

  private static String text(String name) {
    try (InputStream in = Seed.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new Trouble("The benchmark's " + name + " is missing; build it again.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
