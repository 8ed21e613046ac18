package dev.steward.delivery;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.steward.keys.SecretFile;
import dev.steward.permit.Permit;
import dev.steward.seal.PermitSeal;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The keys that seal permits. The first seals; all are published, so that a gate trusts the next
 * one before it is used.
 */
@Singleton
final class SealKeys {

  private final List<ECKey> keys;

  SealKeys(
      @ConfigProperty(name = "steward.data-dir", defaultValue = "steward-data") Path dataDir,
      @ConfigProperty(name = "steward.seal.keys") Optional<Path> given) {
    Path file = given.orElseGet(() -> dataDir.resolve("seal-keys.json"));
    this.keys = given.isPresent() ? read(file, Files::readString) : read(file, SealKeys::ownKeys);
  }

  String seal(Permit permit) {
    return PermitSeal.seal(permit, keys.get(0));
  }

  /** The thumbprint of the key that seals. */
  String sealingKeyId() {
    return PermitSeal.trusting(new JWKSet(keys.get(0))).keyIds().get(0);
  }

  /** The public halves, as a JWKS. */
  Map<String, Object> published() {
    return new JWKSet(List.copyOf(keys)).toJSONObject(true);
  }

  private static List<ECKey> read(Path file, Reader reader) {
    try {
      String text = reader.read(file);
      List<ECKey> keys =
          JWKSet.parse(text).getKeys().stream()
              .filter(ECKey.class::isInstance)
              .map(ECKey.class::cast)
              .filter(key -> Curve.P_256.equals(key.getCurve()) && key.isPrivate())
              .toList();
      if (keys.isEmpty()) {
        throw new IllegalStateException(
            file + " holds no private P-256 key; permits cannot be sealed");
      }
      return keys;
    } catch (IOException | ParseException e) {
      throw new IllegalStateException(
          "cannot read the seal keys in " + file + ": " + e.getMessage(), e);
    }
  }

  private static String ownKeys(Path file) throws IOException {
    return SecretFile.readOrCreate(file, SealKeys::generated);
  }

  private interface Reader {
    String read(Path file) throws IOException;
  }

  private static String generated() {
    try {
      ECKey key =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .keyIDFromThumbprint(true)
              .generate();
      return new JWKSet(key).toString(false);
    } catch (JOSEException e) {
      throw new IllegalStateException("the JDK cannot make a P-256 key", e);
    }
  }
}
