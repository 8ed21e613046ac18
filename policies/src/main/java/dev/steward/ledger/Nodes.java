package dev.steward.ledger;

/**
 * The roots of the complete subtrees of a Merkle tree.
 *
 * <p>The node at level {@code l} and index {@code i} is over the 2^l leaves from {@code i * 2^l}
 * on; level 0 holds the leaves. A node never changes once it is stored.
 */
public interface Nodes {

  /**
   * The node at a place.
   *
   * @throws IllegalStateException when none is stored there
   */
  Hash at(int level, long index);

  /** Stores a node. */
  void put(int level, long index, Hash hash);
}
