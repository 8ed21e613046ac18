package dev.steward.ledger;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text and the signatures under it, in the form of C2SP signed-note that transparency logs share.
 *
 * @param text what is signed; ends with a line feed
 */
record SignedNote(String text, List<Signature> signatures) {

  private static final int LONGEST = 16_384;
  private static final int MOST_SIGNATURES = 16;
  private static final Pattern SIGNATURE = Pattern.compile("— ([^ ]+) ([A-Za-z0-9+/=]+)");

  SignedNote {
    signatures = List.copyOf(signatures);
  }

  static SignedNote parse(String note) throws BrokenCheckpointException {
    if (note.length() > LONGEST) {
      throw new BrokenCheckpointException("longer than any signed checkpoint");
    }
    int blank = note.lastIndexOf("\n\n");
    if (blank < 0 || !note.endsWith("\n")) {
      throw new BrokenCheckpointException(
          "a signed checkpoint is a text, a blank line and signature lines");
    }
    List<String> lines = note.substring(blank + 2).lines().toList();
    if (lines.isEmpty() || lines.size() > MOST_SIGNATURES) {
      throw new BrokenCheckpointException("a signed checkpoint has 1 to 16 signatures");
    }
    try {
      SignedNote parsed =
          new SignedNote(
              note.substring(0, blank + 1), lines.stream().map(Signature::parse).toList());
      if (!parsed.toString().equals(note)) {
        throw new BrokenCheckpointException("the signature lines are not in their one form");
      }
      return parsed;
    } catch (IllegalArgumentException e) {
      throw new BrokenCheckpointException("not a signed checkpoint: " + e.getMessage());
    }
  }

  /** The note as it is written down. */
  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature).append('\n'));
    return note.toString();
  }

  /**
   * One signature line.
   *
   * @param base64 the four bytes of the key id, then the signature
   */
  record Signature(String name, String base64) {

    static Signature of(String name, byte[] keyId, byte[] signature) {
      byte[] both = Arrays.copyOf(keyId, keyId.length + signature.length);
      System.arraycopy(signature, 0, both, keyId.length, signature.length);
      return new Signature(name, Base64.getEncoder().encodeToString(both));
    }

    private static Signature parse(String line) {
      var parts = SIGNATURE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalArgumentException("not a signature line: — name base64");
      }
      if (StrictBase64.decode(parts.group(2)).length <= PublicKeyForm.ID_LENGTH) {
        throw new IllegalArgumentException("a signature line without a signature");
      }
      return new Signature(parts.group(1), parts.group(2));
    }

    byte[] keyId() {
      return Arrays.copyOf(StrictBase64.decode(base64), PublicKeyForm.ID_LENGTH);
    }

    byte[] bytes() {
      byte[] both = StrictBase64.decode(base64);
      return Arrays.copyOfRange(both, PublicKeyForm.ID_LENGTH, both.length);
    }

    @Override
    public String toString() {
      return "— " + name + " " + base64;
    }
  }
}
