package dev.steward.keycloak;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The registry, as far as the gate sees it: a key that seals and a file that publishes it. */
final class TestRegistry {

  static final ECKey KEY = freshKey();

  private static final Path KEY_FILE = published();

  private TestRegistry() {}

  static Path keyFile() {
    return KEY_FILE;
  }

  static ECKey freshKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static void publish(List<ECKey> keys) {
    write(new JWKSet(List.<JWK>copyOf(keys)).toString(true));
  }

  static void write(String text) {
    try {
      Files.writeString(KEY_FILE, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path published() {
    try {
      Path file = Files.createTempFile("steward-registry", ".json");
      Files.writeString(file, new JWKSet(List.<JWK>of(KEY)).toString(true));
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
