package dev.steward.ledger;

import java.util.regex.Pattern;

/** The rule for the names of ledgers and of the keys that sign for them. */
final class KeyName {

  // C2SP signed-note: not empty, no Unicode space, no plus sign; nothing invisible either
  private static final Pattern NAME =
      Pattern.compile("[^\\s\\p{Z}\\p{Cc}\\p{Cs}+]{1,256}", Pattern.UNICODE_CHARACTER_CLASS);

  private KeyName() {}

  static void require(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of a ledger has 1 to 256 characters, none of them a space or +");
    }
  }
}
