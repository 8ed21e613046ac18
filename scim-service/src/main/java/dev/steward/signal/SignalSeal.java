package dev.steward.signal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import dev.steward.delivery.RealmKeys;
import dev.steward.signal.RefusedSignal.Code;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The realm's signature on a signal (RFC 8417). Only a text of this very type is one: neither an
 * access token nor anything else that the realm signs.
 */
@ApplicationScoped
class SignalSeal {

  private static final Set<String> TYPES = Set.of("secevent+jwt", "application/secevent+jwt");

  /** What Keycloak signs with. Never {@code none}, and nothing that a shared secret could make. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.EdDSA,
          JWSAlgorithm.Ed25519);

  /** What stands before the bytes of an Ed25519 key in X.509 (RFC 8410 section 4). */
  private static final String ED25519_PREFIX = "302a300506032b6570032100";

  private final RealmKeys keys;

  SignalSeal(RealmKeys keys) {
    this.keys = keys;
  }

  /**
   * The claims under a text's signature.
   *
   * @throws RefusedSignal when it is no signal that the realm signed
   * @throws dev.steward.delivery.GateUnreachable when the realm's keys cannot be read
   */
  String open(String text) {
    JWSObject jws = read(text);
    JWSHeader header = jws.getHeader();
    JOSEObjectType type = header.getType();
    if (type == null || TYPES.stream().noneMatch(type.getType()::equalsIgnoreCase)) {
      throw new RefusedSignal(
          Code.INVALID_REQUEST, "its header does not say \"typ\": \"secevent+jwt\"");
    }
    if (!ALGORITHMS.contains(header.getAlgorithm())) {
      throw new RefusedSignal(
          Code.INVALID_KEY, "no realm signs with the algorithm that its header names");
    }
    if (header.getCriticalParams() != null) {
      throw new RefusedSignal(
          Code.INVALID_REQUEST, "its header has critical parameters, which nobody here knows");
    }
    List<JWK> signing = keys.signing(header);
    if (signing.isEmpty()) {
      throw new RefusedSignal(
          Code.INVALID_KEY, "the realm has no key that its header names for that algorithm");
    }
    if (signing.stream().noneMatch(key -> isSignedBy(key, jws))) {
      throw new RefusedSignal(Code.AUTHENTICATION_FAILED, "its signature is not the realm's");
    }
    return jws.getPayload().toString();
  }

  private static JWSObject read(String text) {
    try {
      return JWSObject.parse(text.strip());
    } catch (ParseException | IllegalArgumentException e) {
      throw new RefusedSignal(Code.INVALID_REQUEST, "the body is no signed token in compact form");
    }
  }

  private static boolean isSignedBy(JWK key, JWSObject jws) {
    try {
      if (key instanceof OctetKeyPair pair) {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(publicKey(pair));
        signature.update(jws.getSigningInput());
        return signature.verify(jws.getSignature().decode());
      }
      return key instanceof AsymmetricJWK asymmetric
          && jws.verify(
              new DefaultJWSVerifierFactory()
                  .createJWSVerifier(jws.getHeader(), asymmetric.toPublicKey()));
    } catch (JOSEException | GeneralSecurityException e) {
      return false;
    }
  }

  /** The library leaves this curve to one more library; the JDK knows it. */
  private static PublicKey publicKey(OctetKeyPair pair) throws GeneralSecurityException {
    byte[] prefix = HexFormat.of().parseHex(ED25519_PREFIX);
    byte[] x = pair.getX().decode();
    byte[] encoded = new byte[prefix.length + x.length];
    System.arraycopy(prefix, 0, encoded, 0, prefix.length);
    System.arraycopy(x, 0, encoded, prefix.length, x.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }
}
