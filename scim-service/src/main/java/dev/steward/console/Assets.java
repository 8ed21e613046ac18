package dev.steward.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.CRC32;

/** The addresses of style sheets and scripts: new contents are at a new address. */
@ApplicationScoped
@Named("assets")
public class Assets {

  static final String ROOT = "/console/assets/";

  private static final List<String> FILES =
      List.of(
          "patternfly/patternfly.min.css",
          "htmx.min.js",
          "console.css",
          "rooms.css",
          "early.js",
          "console.js",
          "rooms.js");

  private final String version = version();

  /** The address of a file. */
  public String at(String file) {
    return ROOT + file + "?v=" + version;
  }

  private static String version() {
    CRC32 sum = new CRC32();
    for (String file : FILES) {
      try (InputStream in =
          Thread.currentThread()
              .getContextClassLoader()
              .getResourceAsStream("META-INF/resources" + ROOT + file)) {
        if (in == null) {
          throw new IllegalStateException("the console's file " + file + " is not in the build");
        }
        sum.update(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Long.toHexString(sum.getValue());
  }
}
