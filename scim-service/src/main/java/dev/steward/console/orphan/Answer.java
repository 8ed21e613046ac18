package dev.steward.console.orphan;

import dev.steward.console.Deed;
import java.util.Arrays;
import java.util.Optional;

/** What can be done about many orphans at once. */
public enum Answer {
  PROPOSE_OWNERS(
      "propose-owners",
      "Propose owners",
      "People are asked to answer for them. Nothing else changes before somebody accepts.",
      Deed.PROPOSE_OWNERS),
  QUARANTINE(
      "quarantine",
      "Suspend",
      "They get no token from now on and their clients are disabled. It can be undone.",
      Deed.SUSPEND),
  REVOKE(
      "revoke",
      "Revoke",
      "They end for good: their secrets are replaced and their keys removed. It cannot be undone.",
      Deed.REVOKE);

  private final String word;
  private final String title;
  private final String words;
  private final Deed deed;

  Answer(String word, String title, String words, Deed deed) {
    this.word = word;
    this.title = title;
    this.words = words;
    this.deed = deed;
  }

  static Optional<Answer> of(String word) {
    return Arrays.stream(values()).filter(answer -> answer.word.equals(word)).findFirst();
  }

  public String word() {
    return word;
  }

  public String title() {
    return title;
  }

  /** What it does, for those who choose. */
  public String words() {
    return words;
  }

  Deed deed() {
    return deed;
  }

  /** Whether it has to be confirmed by typing. */
  public boolean isFinal() {
    return this == REVOKE;
  }
}
