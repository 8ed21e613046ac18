package dev.steward.ledger;

import java.util.Base64;

/** Base64 as one text per value: the JDK's decoder ignores spare bits, this one refuses them. */
final class StrictBase64 {

  private StrictBase64() {}

  static byte[] decode(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException("not the one base64 form of its bytes");
    }
    return bytes;
  }
}
