package dev.steward.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 hash: 32 bytes, compared in constant time. */
public final class Hash {

  /** How many bytes a hash has. */
  public static final int LENGTH = 32;

  /** The root of a tree without leaves. */
  public static final Hash OF_NOTHING = sha256();

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    this.bytes = bytes;
  }

  public static Hash of(byte[] bytes) {
    return new Hash(bytes.clone());
  }

  /** Reads 64 hexadecimal digits. */
  public static Hash ofHex(String hex) {
    return new Hash(HexFormat.of().parseHex(hex));
  }

  /** Reads the one base64 text that {@link #base64} writes. */
  public static Hash ofBase64(String base64) {
    return new Hash(StrictBase64.decode(base64));
  }

  /** The hash of a leaf, by RFC 6962 section 2.1. */
  public static Hash ofLeaf(byte[] content) {
    return sha256(LEAF, content);
  }

  /** The hash of a leaf that is a text. */
  public static Hash ofLeaf(String text) {
    return ofLeaf(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash of a node with two children, by RFC 6962 section 2.1. */
  public static Hash ofNode(Hash left, Hash right) {
    return sha256(NODE, left.bytes, right.bytes);
  }

  static Hash sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return new Hash(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
