package dev.steward.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this extension, as the build wrote it down. */
final class ExtensionVersion {

  static final String TEXT = read();

  private ExtensionVersion() {}

  private static String read() {
    try (InputStream in = ExtensionVersion.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
