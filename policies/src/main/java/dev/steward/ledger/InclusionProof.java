package dev.steward.ledger;

import java.util.List;

/**
 * That a leaf is in the tree a checkpoint speaks of. Needs no tree to be checked.
 *
 * @param index the leaf's place, from 0
 * @param size the tree's size
 * @param path the siblings on the way from the leaf to the root
 */
public record InclusionProof(long index, long size, List<Hash> path) {

  public InclusionProof {
    path = List.copyOf(path);
  }

  /** Whether the leaf is where this proof says, in the checkpoint's tree. */
  public boolean proves(Hash leaf, Checkpoint checkpoint) {
    if (index < 0 || index >= size || size != checkpoint.size()) {
      return false;
    }
    Hash hash = leaf;
    long place = index;
    long last = size - 1;
    for (Hash sibling : path) {
      if (last == 0) {
        return false;
      }
      if ((place & 1) == 1 || place == last) {
        hash = Hash.ofNode(sibling, hash);
        while ((place & 1) == 0) {
          place >>= 1;
          last >>= 1;
        }
      } else {
        hash = Hash.ofNode(hash, sibling);
      }
      place >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(checkpoint.root());
  }
}
