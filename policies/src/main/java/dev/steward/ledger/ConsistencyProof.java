package dev.steward.ledger;

import java.util.Iterator;
import java.util.List;

/**
 * That one checkpoint's tree grew into another's by appending only. Needs no tree to be checked.
 *
 * @param from the size of the earlier tree
 * @param to the size of the later tree
 * @param path the hashes from which both roots follow
 */
public record ConsistencyProof(long from, long to, List<Hash> path) {

  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /** Whether the later checkpoint continues the history of the earlier one. */
  public boolean proves(Checkpoint earlier, Checkpoint later) {
    if (!earlier.origin().equals(later.origin())
        || from != earlier.size()
        || to != later.size()
        || from > to) {
      return false;
    }
    if (from == to) {
      return path.isEmpty() && earlier.root().equals(later.root());
    }
    if (from == 0) {
      return path.isEmpty() && earlier.root().equals(Hash.OF_NOTHING);
    }
    return bothRootsFollow(earlier.root(), later.root());
  }

  /** The algorithm of RFC 9162 section 2.1.4.2. */
  private boolean bothRootsFollow(Hash earlierRoot, Hash laterRoot) {
    long first = from - 1;
    long last = to - 1;
    while ((first & 1) == 1) {
      first >>= 1;
      last >>= 1;
    }
    Iterator<Hash> hashes = path.iterator();
    if (first != 0 && !hashes.hasNext()) {
      return false;
    }
    Hash old = first == 0 ? earlierRoot : hashes.next();
    Hash present = old;
    while (hashes.hasNext()) {
      if (last == 0) {
        return false;
      }
      Hash next = hashes.next();
      if ((first & 1) == 1 || first == last) {
        old = Hash.ofNode(next, old);
        present = Hash.ofNode(next, present);
        while ((first & 1) == 0 && first != 0) {
          first >>= 1;
          last >>= 1;
        }
      } else {
        present = Hash.ofNode(present, next);
      }
      first >>= 1;
      last >>= 1;
    }
    return last == 0 && old.equals(earlierRoot) && present.equals(laterRoot);
  }
}
