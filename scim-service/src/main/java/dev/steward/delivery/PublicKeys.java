package dev.steward.delivery;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Public keys as people paste them: a JWKS, a single JWK, or PEM. */
public final class PublicKeys {

  private static final int LONGEST = 32_768;
  private static final int MOST = 10;
  private static final int SHORTEST_RSA = 2_048;
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private PublicKeys() {}

  /**
   * The keys in a text.
   *
   * @throws IllegalArgumentException when it holds none, or more than a public half; the message
   *     says what to paste
   */
  public static SignIn.Keys read(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("keys have at most %d characters".formatted(LONGEST));
    }
    if (text.contains("PRIVATE KEY")) {
      throw new IllegalArgumentException(
          "this is a private key: keep it where it is, treat this copy as lost, and paste its"
              + " public half");
    }
    JWKSet keys = text.strip().startsWith("{") ? json(text) : pem(text);
    if (keys.getKeys().isEmpty() || keys.getKeys().size() > MOST) {
      throw new IllegalArgumentException("paste from one to %d public keys".formatted(MOST));
    }
    keys.getKeys().forEach(PublicKeys::check);
    return new SignIn.Keys(keys.toString(/* publicKeysOnly= */ true));
  }

  private static JWKSet json(String text) {
    try {
      return text.contains("\"keys\"") ? JWKSet.parse(text) : new JWKSet(JWK.parse(text));
    } catch (ParseException e) {
      throw new IllegalArgumentException("this JSON is no JWKS and no JWK", e);
    }
  }

  private static JWKSet pem(String text) {
    Matcher block = PEM.matcher(text);
    if (!block.find()) {
      throw new IllegalArgumentException(
          "paste a JWKS, or PEM that begins with -----BEGIN PUBLIC KEY-----");
    }
    byte[] der = Base64.getMimeDecoder().decode(block.group(2));
    try {
      return new JWKSet(
          switch (block.group(1)) {
            case "PUBLIC KEY" -> jwk(key(der));
            case "CERTIFICATE" ->
                jwk(
                    CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der))
                        .getPublicKey());
            default ->
                throw new IllegalArgumentException(
                    "paste a PUBLIC KEY or a CERTIFICATE, not a " + block.group(1));
          });
    } catch (GeneralSecurityException | JOSEException e) {
      throw new IllegalArgumentException("this PEM holds no public key that can be read", e);
    }
  }

  private static PublicKey key(byte[] der) throws GeneralSecurityException {
    for (String algorithm : List.of("RSA", "EC")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        // it may be one of the other kind
      }
    }
    throw new GeneralSecurityException("neither RSA nor EC");
  }

  private static JWK jwk(PublicKey key) throws JOSEException {
    return switch (key) {
      case RSAPublicKey rsa ->
          new RSAKey.Builder(rsa).keyUse(KeyUse.SIGNATURE).keyIDFromThumbprint().build();
      case ECPublicKey ec ->
          new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec)
              .keyUse(KeyUse.SIGNATURE)
              .keyIDFromThumbprint()
              .build();
      default ->
          throw new IllegalArgumentException("keys are RSA or EC, not " + key.getAlgorithm());
    };
  }

  private static void check(JWK key) {
    if (key.isPrivate()) {
      throw new IllegalArgumentException(
          "this holds a private key: keep it where it is, treat this copy as lost, and paste its"
              + " public half");
    }
    if (!(key instanceof RSAKey) && !(key instanceof ECKey)) {
      throw new IllegalArgumentException("keys are RSA or EC, not " + key.getKeyType());
    }
    if (key instanceof RSAKey && key.size() < SHORTEST_RSA) {
      throw new IllegalArgumentException(
          "an RSA key has at least %d bits, not %d".formatted(SHORTEST_RSA, key.size()));
    }
  }
}
