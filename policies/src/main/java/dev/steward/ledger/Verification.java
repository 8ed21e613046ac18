package dev.steward.ledger;

/** What came of verifying a ledger. */
public sealed interface Verification {

  /** The entries are, in order and number, those that every checkpoint speaks of. */
  record Proven(long size, Hash root) implements Verification {}

  /**
   * The entries are not what was signed.
   *
   * @param position the first entry, from 0, that is not proven
   * @param detail what is true, in words
   */
  record Broken(long position, Flaw flaw, String detail) implements Verification {}

  /** In which way a ledger is broken. */
  enum Flaw {
    /** A text is not a ledger entry in its one form. */
    UNREADABLE,
    /** Entries were edited, removed, inserted or reordered after they were signed. */
    ALTERED,
    /** Entries that were signed are gone from the end. */
    CUT_SHORT,
    /** There are entries that no checkpoint speaks of. */
    UNCOVERED,
    /** Checkpoints of one origin that cannot belong to one history. */
    SECOND_HISTORY
  }
}
