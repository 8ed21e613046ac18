package dev.steward.problem;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Whether bytes are a text in UTF-8.
 *
 * <p>The parser of JSON takes longer forms of a character for the character, and guesses UTF-16 and
 * UTF-32: two readers of one body could see two bodies.
 */
public final class Utf8 {

  private Utf8() {}

  /** JSON never holds a zero byte, and in other encodings most of its letters have one. */
  public static boolean isJson(byte[] bytes) {
    boolean isPlain = true;
    for (byte one : bytes) {
      if (one == 0) {
        return false;
      }
      isPlain &= one > 0;
    }
    return isPlain || isText(bytes);
  }

  private static boolean isText(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
