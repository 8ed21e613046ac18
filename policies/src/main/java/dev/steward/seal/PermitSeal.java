package dev.steward.seal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import dev.steward.permit.Permit;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A permit to text and back: a compact JWS, ES256, {@code typ} {@value #TYPE}, {@code kid} the
 * key's RFC 7638 thumbprint.
 *
 * <p>Opening trusts exactly the keys it was given, accepts one algorithm and one type, and refuses
 * every header it does not know.
 */
public final class PermitSeal {

  static final String TYPE = "steward-permit+jwt";

  /** No permit that a registry seals is longer; what is longer is not looked at. */
  public static final int LONGEST_TEXT = 16_384;

  private static final Set<String> HEADERS = Set.of("alg", "typ", "kid");

  private final Map<String, ECKey> trusted;

  private PermitSeal(Map<String, ECKey> trusted) {
    this.trusted = trusted;
  }

  /**
   * Trusts the P-256 keys of a set. Several are trusted at once while keys are rotated.
   *
   * @throws IllegalArgumentException when the set has no such key
   */
  public static PermitSeal trusting(JWKSet keys) {
    Map<String, ECKey> usable =
        keys.getKeys().stream()
            .filter(ECKey.class::isInstance)
            .map(JWK::toECKey)
            .filter(key -> Curve.P_256.equals(key.getCurve()))
            .map(ECKey::toPublicJWK)
            .collect(
                Collectors.toMap(
                    PermitSeal::thumbprint, key -> key, (key, same) -> key, LinkedHashMap::new));
    if (usable.isEmpty()) {
      throw new IllegalArgumentException("the key set has no P-256 key to open permits with");
    }
    return new PermitSeal(usable);
  }

  /** Seals a permit with a private P-256 key. */
  public static String seal(Permit permit, ECKey key) {
    try {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.ES256)
              .type(new JOSEObjectType(TYPE))
              .keyID(key.computeThumbprint().toString())
              .build();
      JWSObject jws = new JWSObject(header, new Payload(PermitClaims.of(permit)));
      jws.sign(new ECDSASigner(key));
      return jws.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("this key cannot seal permits: " + e.getMessage(), e);
    }
  }

  /**
   * Opens a sealed permit.
   *
   * @throws BrokenSealException when no trusted registry sealed the permit in this text
   */
  public Permit open(String text) throws BrokenSealException {
    if (text.length() > LONGEST_TEXT) {
      throw new BrokenSealException("the text is longer than any permit");
    }
    try {
      JWSObject jws = JWSObject.parse(text);
      checkHeader(jws.getHeader());
      ECKey key = keyOf(jws.getHeader().getKeyID());
      // base64url has spare bits: a lenient decoder would let two texts carry one signature
      if (!text.equals(canonical(jws))) {
        throw new BrokenSealException("the text is not in its one canonical form");
      }
      if (!jws.verify(new ECDSAVerifier(key))) {
        throw new BrokenSealException("the signature does not match");
      }
      return PermitClaims.read(jws.getPayload().toJSONObject());
    } catch (ParseException | JOSEException e) {
      throw new BrokenSealException("not a sealed permit: " + e.getMessage());
    }
  }

  /** The thumbprints of the trusted keys. */
  public List<String> keyIds() {
    return List.copyOf(trusted.keySet());
  }

  private static void checkHeader(JWSHeader header) throws BrokenSealException {
    if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())) {
      throw new BrokenSealException("permits are sealed with ES256, not " + header.getAlgorithm());
    }
    if (header.getType() == null || !TYPE.equals(header.getType().getType())) {
      throw new BrokenSealException("the type is not " + TYPE);
    }
    if (!HEADERS.equals(header.getIncludedParams())) {
      throw new BrokenSealException("unexpected headers: " + header.getIncludedParams());
    }
  }

  private ECKey keyOf(@Nullable String keyId) throws BrokenSealException {
    ECKey key = trusted.get(keyId);
    if (key == null) {
      throw new BrokenSealException("sealed by a key that is not trusted");
    }
    return key;
  }

  private static String canonical(JWSObject jws) {
    return jws.getHeader().toBase64URL()
        + "."
        + Base64URL.encode(jws.getPayload().toBytes())
        + "."
        + Base64URL.encode(jws.getSignature().decode());
  }

  private static String thumbprint(ECKey key) {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalStateException("the JDK has no SHA-256", e);
    }
  }
}
