package dev.steward.ledger;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;

/** The Ed25519 key with which a ledger signs its checkpoints. Its text forms never show it. */
public final class CheckpointKey {

  private static final int RAW_LENGTH = 32;

  private final PublicKeyForm form;
  private final PrivateKey key;

  private CheckpointKey(PublicKeyForm form, PrivateKey key) {
    this.form = form;
    this.key = key;
  }

  /** A new private key as a JWK: keep the text secret, and read it with {@link #of}. */
  public static String generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_LENGTH, encoded.length);
      byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(raw))
          .d(Base64URL.encode(seed))
          .build()
          .toJSONString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  /**
   * The key of a ledger.
   *
   * @param name the ledger's name, which is the origin of its checkpoints
   * @param jwk a private Ed25519 key as JWK, RFC 8037
   * @throws IllegalArgumentException when it is none; the message never shows the key
   */
  public static CheckpointKey of(String name, String jwk) {
    OctetKeyPair pair = pair(jwk);
    CheckpointKey key =
        new CheckpointKey(PublicKeyForm.of(name, pair.getDecodedX()), privateKey(pair));
    if (!key.fits()) {
      throw new IllegalArgumentException("the halves of the ledger's key are not of one pair");
    }
    return key;
  }

  /**
   * The checkpoint as a signed note.
   *
   * @throws IllegalArgumentException when it is one of another ledger
   */
  public String sign(Checkpoint checkpoint) {
    if (!checkpoint.origin().equals(form.name())) {
      throw new IllegalArgumentException(
          "the key of %s signs no checkpoints of %s".formatted(form.name(), checkpoint.origin()));
    }
    return sign(checkpoint.text()).toString();
  }

  SignedNote sign(String text) {
    return new SignedNote(
        text, List.of(SignedNote.Signature.of(form.name(), form.id(), signature(text))));
  }

  public CheckpointVerifier verifier() {
    return new CheckpointVerifier(form);
  }

  private byte[] signature(String text) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(key);
      ed25519.update(text.getBytes(StandardCharsets.UTF_8));
      return ed25519.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the ledger's key cannot sign: " + e.getMessage(), e);
    }
  }

  private boolean fits() {
    try {
      verifier().requireSignature(sign("probe\n"));
      return true;
    } catch (BrokenCheckpointException e) {
      return false;
    }
  }

  private static OctetKeyPair pair(String jwk) {
    try {
      OctetKeyPair pair = OctetKeyPair.parse(jwk);
      if (Curve.Ed25519.equals(pair.getCurve()) && pair.isPrivate()) {
        return pair;
      }
    } catch (ParseException | IllegalArgumentException e) {
      // the message of the parser may quote the key; ours does not
    }
    throw new IllegalArgumentException("the ledger's key is not a private Ed25519 JWK");
  }

  private static PrivateKey privateKey(OctetKeyPair pair) {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, pair.getDecodedD()));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the ledger's key is not a private Ed25519 key", e);
    }
  }

  /** The public half. */
  @Override
  public String toString() {
    return form.toString();
  }
}
