package dev.steward.ledger;

import java.util.regex.Pattern;

/**
 * What a ledger was at one moment: the root over its first entries.
 *
 * <p>Its {@link #text} is that of C2SP tlog-checkpoint, so that tools other than ours can read it.
 *
 * @param origin the name of the ledger, such as {@code steward.example.org/acme}; also the name of
 *     the key that signs its checkpoints
 * @param size how many entries the root covers
 */
public record Checkpoint(String origin, long size, Hash root) {

  private static final Pattern TEXT = Pattern.compile("([^\n]+)\n(0|[1-9][0-9]{0,18})\n([^\n]+)\n");

  public Checkpoint {
    KeyName.require(origin);
    if (size < 0) {
      throw new IllegalArgumentException("a ledger has no fewer than 0 entries");
    }
    if (size == 0 && !root.equals(Hash.OF_NOTHING)) {
      throw new IllegalArgumentException("a ledger without entries has the root of nothing");
    }
  }

  /** Three lines: origin, size, root in base64. This is what is signed. */
  public String text() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }

  /**
   * The checkpoint that has exactly this text.
   *
   * @throws IllegalArgumentException when none has
   */
  static Checkpoint parse(String text) {
    var lines = TEXT.matcher(text);
    if (!lines.matches()) {
      throw new IllegalArgumentException(
          "a checkpoint is three lines: origin, size and root in base64");
    }
    return new Checkpoint(
        lines.group(1), Long.parseLong(lines.group(2)), Hash.ofBase64(lines.group(3)));
  }
}
