package dev.steward.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;

/** The directory in which the build leaves everything that is needed to run Steward. */
public record Kit(Path directory) {

  /** The server's distribution, as Keycloak ships it. */
  public Path keycloak() {
    try (InputStream in = Kit.class.getResourceAsStream("kit.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return directory.resolve(properties.getProperty("keycloak"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The extension, as it is installed everywhere. */
  public Path gate() {
    return directory.resolve("steward-gate.jar");
  }

  /** What lets demos and tests move Keycloak's clock. */
  Path timeTravel() {
    return directory.resolve("steward-time-travel.jar");
  }

  /**
   * Copies the registry to where it will run, so that a later build does not pull the files from
   * under it. What an earlier start left there makes way.
   *
   * @return the jar to run
   */
  public Path installService(Path home) {
    Path from = directory.resolve("service");
    try {
      if (Files.exists(home)) {
        try (Stream<Path> old = Files.walk(home)) {
          for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : files.toList()) {
          Files.copy(file, home.resolve(from.relativize(file).toString()));
        }
      }
      return home.resolve("quarkus-run.jar");
    } catch (IOException e) {
      throw new Trouble("The registry cannot be copied to %s: %s".formatted(home, e), e);
    }
  }
}
