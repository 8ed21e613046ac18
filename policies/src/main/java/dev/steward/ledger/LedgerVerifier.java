package dev.steward.ledger;

import dev.steward.ledger.Verification.Broken;
import dev.steward.ledger.Verification.Flaw;
import dev.steward.ledger.Verification.Proven;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The check of a whole ledger by someone who trusts nothing but checkpoints.
 *
 * <p>It reads the entries once and keeps a few hashes, whatever the ledger's size. The checkpoints
 * must have been opened with the ledger's {@link CheckpointVerifier}.
 */
public final class LedgerVerifier {

  private final MerkleTree tree = new MerkleTree(new NewestNodes(), 0);
  private final Deque<Checkpoint> ahead;
  private final Checkpoint present;

  /** The size up to which the last matching checkpoint covers the entries. */
  private long proven;

  private @Nullable Checkpoint contradicted;

  private LedgerVerifier(List<Checkpoint> inOrder, Checkpoint present) {
    this.ahead = new ArrayDeque<>(inOrder);
    this.present = present;
  }

  /**
   * Verifies that the entries are those of the present checkpoint, and that it continues every
   * earlier one.
   *
   * @param entries the texts of all entries in order, from the first
   */
  public static Verification verify(
      Stream<String> entries, Checkpoint present, Collection<Checkpoint> earlier) {
    List<Checkpoint> all =
        Stream.concat(earlier.stream(), Stream.of(present))
            .distinct()
            .sorted(Comparator.comparingLong(Checkpoint::size))
            .toList();
    return flawAmong(all, present)
        .<Verification>map(broken -> broken)
        .orElseGet(() -> new LedgerVerifier(all, present).read(entries.iterator()));
  }

  /** What is wrong with the checkpoints alone. */
  private static Optional<Broken> flawAmong(List<Checkpoint> inOrder, Checkpoint present) {
    for (Checkpoint checkpoint : inOrder) {
      if (!checkpoint.origin().equals(present.origin())) {
        throw new IllegalArgumentException(
            "checkpoints of two ledgers: %s and %s"
                .formatted(present.origin(), checkpoint.origin()));
      }
    }
    for (int i = 1; i < inOrder.size(); i++) {
      if (inOrder.get(i).size() == inOrder.get(i - 1).size()) {
        return Optional.of(secondHistory(0, inOrder.get(i - 1), inOrder.get(i)));
      }
    }
    Checkpoint longest = inOrder.getLast();
    return longest.size() == present.size()
        ? Optional.empty()
        : Optional.of(
            new Broken(
                present.size(),
                Flaw.CUT_SHORT,
                "%d entries were signed once; the present checkpoint covers %d"
                    .formatted(longest.size(), present.size())));
  }

  private Verification read(Iterator<String> texts) {
    compareDue();
    while (texts.hasNext()) {
      long position = tree.size();
      if (position == present.size()) {
        return orContradiction(
            new Broken(
                position,
                Flaw.UNCOVERED,
                "there are entries beyond the %d that were signed".formatted(present.size())));
      }
      String text = texts.next();
      try {
        Entry.parse(text);
      } catch (IllegalArgumentException e) {
        return new Broken(position, Flaw.UNREADABLE, "" + e.getMessage());
      }
      tree.append(Hash.ofLeaf(text));
      Optional<Broken> broken = compareDue();
      if (broken.isPresent()) {
        return broken.get();
      }
    }
    if (tree.size() < present.size()) {
      return orContradiction(
          new Broken(
              tree.size(),
              Flaw.CUT_SHORT,
              "there are %d of the %d entries that were signed"
                  .formatted(tree.size(), present.size())));
    }
    return orContradiction(null);
  }

  private Verification orContradiction(@Nullable Broken other) {
    if (contradicted != null) {
      return new Broken(
          proven,
          Flaw.ALTERED,
          "entries from %d on are not those that were signed in the checkpoint of %d"
              .formatted(proven, contradicted.size()));
    }
    return other == null ? new Proven(tree.size(), tree.root()) : other;
  }

  /** Holds the tree against the checkpoint of its size, if there is one. */
  private Optional<Broken> compareDue() {
    Checkpoint next = ahead.peek();
    if (next == null || next.size() != tree.size()) {
      return Optional.empty();
    }
    ahead.remove();
    if (!next.root().equals(tree.root())) {
      contradicted = contradicted == null ? next : contradicted;
      return Optional.empty();
    }
    if (contradicted != null) {
      return Optional.of(secondHistory(proven, contradicted, next));
    }
    proven = next.size();
    return Optional.empty();
  }

  private static Broken secondHistory(long position, Checkpoint one, Checkpoint other) {
    return new Broken(
        position,
        Flaw.SECOND_HISTORY,
        "%s signed two histories: the checkpoints of %d and %d entries (roots %s and %s) exclude each other"
            .formatted(
                one.origin(),
                one.size(),
                other.size(),
                one.root().base64(),
                other.root().base64()));
  }
}
