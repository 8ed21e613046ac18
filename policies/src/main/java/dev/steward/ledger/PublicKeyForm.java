package dev.steward.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A named Ed25519 public key in the forms of C2SP signed-note.
 *
 * @param raw the 32 bytes of RFC 8032 in base64
 */
record PublicKeyForm(String name, String raw) {

  static final int ID_LENGTH = 4;

  private static final byte ED25519 = 1;
  private static final int RAW_LENGTH = 32;

  // RFC 8410: everything of an Ed25519 SubjectPublicKeyInfo that comes before the key
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  PublicKeyForm {
    KeyName.require(name);
    if (StrictBase64.decode(raw).length != RAW_LENGTH) {
      throw new IllegalArgumentException("an Ed25519 key has 32 bytes");
    }
  }

  static PublicKeyForm of(String name, byte[] raw) {
    return new PublicKeyForm(name, Base64.getEncoder().encodeToString(raw));
  }

  /** Reads {@code name+id+base64}. */
  static PublicKeyForm parse(String text) {
    String[] parts = text.split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a verifier key reads name+id+base64");
    }
    byte[] key = StrictBase64.decode(parts[2]);
    if (key.length != 1 + RAW_LENGTH || key[0] != ED25519) {
      throw new IllegalArgumentException("not an Ed25519 verifier key");
    }
    PublicKeyForm form = of(parts[0], Arrays.copyOfRange(key, 1, key.length));
    if (!form.toString().equals(text)) {
      throw new IllegalArgumentException("the id of the verifier key is not that of its key");
    }
    return form;
  }

  /** The first four bytes of SHA-256 over the name, a line feed and the typed key. */
  byte[] id() {
    byte[] named = (name + "\n").getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(Hash.sha256(named, typed()).bytes(), ID_LENGTH);
  }

  PublicKey key() {
    byte[] bytes = StrictBase64.decode(raw);
    byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + bytes.length);
    System.arraycopy(bytes, 0, encoded, PREFIX.length, bytes.length);
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 public key: " + e.getMessage(), e);
    }
  }

  private byte[] typed() {
    byte[] key = StrictBase64.decode(raw);
    byte[] typed = new byte[1 + key.length];
    typed[0] = ED25519;
    System.arraycopy(key, 0, typed, 1, key.length);
    return typed;
  }

  /** The verifier key as people copy it: {@code name+id+base64}. */
  @Override
  public String toString() {
    return name
        + "+"
        + HexFormat.of().formatHex(id())
        + "+"
        + Base64.getEncoder().encodeToString(typed());
  }
}
