package dev.steward.deploy.bench;

import dev.steward.deploy.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

  /** What a registry of so many identities holds, seen by an administrator with this id. */
  static String[] registry(int size, String administrator) {
    return Stream.of("seed-identities.sql", "seed-governance.sql")
        .flatMap(name -> Stream.of(of(name, size)))
        .map(statement -> statement.replace(":administrator", administrator))
        .toArray(String[]::new);
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
