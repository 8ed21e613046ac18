package dev.steward.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The fingerprint of a text or file, written {@code algorithm:hex} like {@code sha256:9f86d0...}.
 *
 * @param hex lower-case, as long as the algorithm makes it
 */
public record Digest(Algorithm algorithm, String hex) {

  public Digest {
    if (hex.length() != algorithm.digits || !hex.chars().allMatch(Digest::isLowerCaseDigit)) {
      throw new IllegalArgumentException(
          "a %s digest is %d hexadecimal digits, not %d characters that begin with '%s'"
              .formatted(algorithm, algorithm.digits, hex.length(), beginOf(hex)));
    }
  }

  /** Reads {@code algorithm:hex}, in any case. */
  public static Digest of(String text) {
    int colon = text.indexOf(':');
    String name = text.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
    Algorithm algorithm =
        Arrays.stream(Algorithm.values())
            .filter(known -> known.toString().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a digest reads algorithm:hex with an algorithm of %s, like sha256:9f86d0..., not '%s'"
                            .formatted(Algorithm.names(), beginOf(text))));
    return new Digest(algorithm, text.substring(colon + 1).toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return algorithm + ":" + hex;
  }

  private static boolean isLowerCaseDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  private static String beginOf(String text) {
    return text.length() <= 20 ? text : text.substring(0, 20) + "...";
  }

  /** How a fingerprint is made. */
  public enum Algorithm {
    SHA256(64),
    SHA384(96),
    SHA512(128);

    private final int digits;

    Algorithm(int digits) {
      this.digits = digits;
    }

    static String names() {
      return Arrays.stream(values()).map(Algorithm::toString).collect(Collectors.joining(", "));
    }

    /** The name before the colon. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
