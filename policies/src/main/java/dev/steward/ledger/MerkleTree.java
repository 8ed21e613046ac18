package dev.steward.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of RFC 6962 over stored nodes.
 *
 * <p>Growing it, its roots and its proofs each read a number of nodes logarithmic in its size.
 */
public final class MerkleTree {

  private final Nodes nodes;
  private long size;

  /** The tree of which the first {@code size} leaves are stored. */
  public MerkleTree(Nodes nodes, long size) {
    if (size < 0) {
      throw new IllegalArgumentException("a tree has no fewer than 0 leaves");
    }
    this.nodes = nodes;
    this.size = size;
  }

  public long size() {
    return size;
  }

  /** Adds a leaf and tells its index. */
  public long append(Hash leaf) {
    long index = size;
    Hash hash = leaf;
    int level = 0;
    long place = index;
    while (isRightChild(place)) {
      Hash sibling = nodes.at(level, place - 1);
      nodes.put(level, place, hash);
      hash = Hash.ofNode(sibling, hash);
      level++;
      place >>= 1;
    }
    nodes.put(level, place, hash);
    size++;
    return index;
  }

  public Hash root() {
    return root(size);
  }

  /** The root as it was when the tree had that size. */
  public Hash root(long atSize) {
    requireWithin(atSize, size);
    return atSize == 0 ? Hash.OF_NOTHING : over(0, atSize);
  }

  /** The proof that a leaf is in the tree of that size. */
  public InclusionProof inclusion(long index, long atSize) {
    requireWithin(atSize, size);
    if (index < 0 || index >= atSize) {
      throw new IllegalArgumentException("a tree of " + atSize + " has no leaf " + index);
    }
    List<Hash> path = new ArrayList<>();
    long start = 0;
    long end = atSize;
    while (end - start > 1) {
      long middle = start + split(end - start);
      if (index < middle) {
        path.add(over(middle, end));
        end = middle;
      } else {
        path.add(over(start, middle));
        start = middle;
      }
    }
    return new InclusionProof(index, atSize, path.reversed());
  }

  /** The proof that the tree of the one size grew into that of the other by appending only. */
  public ConsistencyProof consistency(long from, long to) {
    requireWithin(to, size);
    requireWithin(from, to);
    List<Hash> path = new ArrayList<>();
    if (from > 0 && from < to) {
      long start = 0;
      long end = to;
      while (end != from) {
        long middle = start + split(end - start);
        if (from <= middle) {
          path.add(over(middle, end));
          end = middle;
        } else {
          path.add(over(start, middle));
          start = middle;
        }
      }
      if (start > 0) {
        path.add(over(start, end));
      }
    }
    return new ConsistencyProof(from, to, path.reversed());
  }

  /**
   * The hash over the leaves from {@code start} to before {@code end}; start is where a tree
   * splits.
   */
  private Hash over(long start, long end) {
    long count = end - start;
    if (Long.bitCount(count) == 1) {
      int level = Long.numberOfTrailingZeros(count);
      return nodes.at(level, start >> level);
    }
    long middle = start + split(count);
    return Hash.ofNode(over(start, middle), over(middle, end));
  }

  /** The largest power of two that is smaller than the count. */
  private static long split(long count) {
    return Long.highestOneBit(count - 1);
  }

  private static boolean isRightChild(long index) {
    return (index & 1) == 1;
  }

  private static void requireWithin(long part, long whole) {
    if (part < 0 || part > whole) {
      throw new IllegalArgumentException("a tree of " + whole + " was never one of " + part);
    }
  }
}
