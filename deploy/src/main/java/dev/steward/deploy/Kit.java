package dev.steward.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;

/** The directory in which the build leaves everything that is needed to run Steward. */
record Kit(Path directory) {

  /** The server's distribution, as Keycloak ships it. */
  Path keycloak() {
    try (InputStream in = Kit.class.getResourceAsStream("kit.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return directory.resolve(properties.getProperty("keycloak"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The extension, as it is installed everywhere. */
  Path gate() {
    return directory.resolve("steward-gate.jar");
  }

  /** What lets demos and tests move Keycloak's clock. */
  Path timeTravel() {
    return directory.resolve("steward-time-travel.jar");
  }

  Path service() {
    return directory.resolve("service").resolve("quarkus-run.jar");
  }
}
