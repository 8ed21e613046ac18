package dev.steward.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for the proofs of trees of every size. */
class ProofProperties {

  private static final String ORIGIN = "steward.example/test";

  @Property
  void everyLeafIsProvenInEveryLaterTree(
      @ForAll @IntRange(min = 1, max = 300) int grown,
      @ForAll @IntRange(max = 299) int some,
      @ForAll @IntRange(max = 299) int other) {
    MerkleTree tree = grown(grown);
    int index = some % grown;
    int size = index + 1 + other % (grown - index);

    InclusionProof proof = tree.inclusion(index, size);

    assertThat(proof.proves(leaf(index), checkpoint(tree, size))).isTrue();
    assertThat(proof.proves(leaf(index + 1), checkpoint(tree, size))).isFalse();
  }

  @Property
  void everyTreeContinuesEveryEarlierOne(
      @ForAll @IntRange(max = 300) int some, @ForAll @IntRange(max = 300) int other) {
    int from = Math.min(some, other);
    int to = Math.max(some, other);
    MerkleTree tree = grown(to);

    ConsistencyProof proof = tree.consistency(from, to);

    assertThat(proof.proves(checkpoint(tree, from), checkpoint(tree, to))).isTrue();
  }

  @Property(tries = 200)
  void noBitOfAnInclusionProofCanFlip(
      @ForAll @IntRange(min = 1, max = 200) int size, @ForAll @IntRange(max = 199) int some) {
    MerkleTree tree = grown(size);
    int index = some % size;
    InclusionProof proof = tree.inclusion(index, size);
    Checkpoint checkpoint = checkpoint(tree, size);

    for (List<Hash> path : flipped(proof.path())) {
      assertThat(new InclusionProof(index, size, path).proves(leaf(index), checkpoint)).isFalse();
    }
    for (Hash leaf : flipped(leaf(index))) {
      assertThat(proof.proves(leaf, checkpoint)).isFalse();
    }
    for (Hash root : flipped(checkpoint.root())) {
      assertThat(proof.proves(leaf(index), new Checkpoint(ORIGIN, size, root))).isFalse();
    }
    for (int bit = 0; bit < Long.SIZE; bit++) {
      long flip = 1L << bit;
      assertThat(
              new InclusionProof(index ^ flip, size, proof.path()).proves(leaf(index), checkpoint))
          .isFalse();
      assertThat(
              new InclusionProof(index, size ^ flip, proof.path()).proves(leaf(index), checkpoint))
          .isFalse();
    }
  }

  @Property(tries = 200)
  void noBitOfAConsistencyProofCanFlip(
      @ForAll @IntRange(min = 1, max = 200) int some,
      @ForAll @IntRange(min = 1, max = 200) int other) {
    int from = Math.min(some, other);
    int to = Math.max(some, other);
    MerkleTree tree = grown(to);
    ConsistencyProof proof = tree.consistency(from, to);
    Checkpoint earlier = checkpoint(tree, from);
    Checkpoint later = checkpoint(tree, to);

    for (List<Hash> path : flipped(proof.path())) {
      assertThat(new ConsistencyProof(from, to, path).proves(earlier, later)).isFalse();
    }
    for (Hash root : flipped(earlier.root())) {
      assertThat(proof.proves(new Checkpoint(ORIGIN, from, root), later)).isFalse();
    }
    for (Hash root : flipped(later.root())) {
      assertThat(proof.proves(earlier, new Checkpoint(ORIGIN, to, root))).isFalse();
    }
    for (int bit = 0; bit < Long.SIZE; bit++) {
      long flip = 1L << bit;
      assertThat(new ConsistencyProof(from ^ flip, to, proof.path()).proves(earlier, later))
          .isFalse();
      assertThat(new ConsistencyProof(from, to ^ flip, proof.path()).proves(earlier, later))
          .isFalse();
    }
  }

  @Property
  void noHashOfAProofCanBeLeftOutOrAdded(
      @ForAll @IntRange(min = 1, max = 200) int some,
      @ForAll @IntRange(min = 1, max = 200) int other) {
    int from = Math.min(some, other);
    int to = Math.max(some, other);
    MerkleTree tree = grown(to);
    Checkpoint later = checkpoint(tree, to);

    for (List<Hash> path : longerAndShorter(tree.inclusion(from - 1, to).path())) {
      assertThat(new InclusionProof(from - 1, to, path).proves(leaf(from - 1), later)).isFalse();
    }
    for (List<Hash> path : longerAndShorter(tree.consistency(from, to).path())) {
      assertThat(new ConsistencyProof(from, to, path).proves(checkpoint(tree, from), later))
          .isFalse();
    }
  }

  @Property
  void aSecondHistoryIsNeverConsistentWithTheFirst(
      @ForAll @IntRange(min = 1, max = 200) int some,
      @ForAll @IntRange(min = 1, max = 200) int other,
      @ForAll @IntRange(max = 199) int edited) {
    int from = Math.min(some, other);
    int to = Math.max(some, other);
    MerkleTree first = grown(to);
    MerkleTree second = new MerkleTree(new NodesInMemory(), 0);
    for (int i = 0; i < to; i++) {
      second.append(i == edited % from ? Hash.ofLeaf("another") : leaf(i));
    }

    assertThat(second.consistency(from, to).proves(checkpoint(first, from), checkpoint(second, to)))
        .isFalse();
    assertThat(first.consistency(from, to).proves(checkpoint(first, from), checkpoint(second, to)))
        .isFalse();
  }

  @Property
  void noLedgerContinuesAnother(
      @ForAll @IntRange(min = 1, max = 50) int from, @ForAll @IntRange(max = 50) int more) {
    MerkleTree tree = grown(from + more);
    Checkpoint elsewhere = new Checkpoint("steward.example/other", from, tree.root(from));

    assertThat(tree.consistency(from, from + more).proves(elsewhere, checkpoint(tree, from + more)))
        .isFalse();
  }

  @Example
  void aPathThatEndsBelowTheRootProvesNothing() {
    MerkleTree tree = grown(4);
    Checkpoint boasting = new Checkpoint(ORIGIN, 8, tree.root());
    List<Hash> inclusion = tree.inclusion(1, 4).path();
    List<Hash> consistency = tree.consistency(2, 4).path();

    assertThat(new InclusionProof(1, 8, inclusion).proves(leaf(1), boasting)).isFalse();
    assertThat(new ConsistencyProof(2, 8, consistency).proves(checkpoint(tree, 2), boasting))
        .isFalse();
  }

  private static MerkleTree grown(int size) {
    MerkleTree tree = new MerkleTree(new NodesInMemory(), 0);
    for (int i = 0; i < size; i++) {
      tree.append(leaf(i));
    }
    return tree;
  }

  private static Hash leaf(int index) {
    return Hash.ofLeaf("entry " + index);
  }

  private static Checkpoint checkpoint(MerkleTree tree, int size) {
    return new Checkpoint(ORIGIN, size, tree.root(size));
  }

  /** The hash with one bit flipped in each of its bytes. */
  private static List<Hash> flipped(Hash hash) {
    List<Hash> all = new ArrayList<>();
    for (int i = 0; i < Hash.LENGTH; i++) {
      byte[] bytes = hash.bytes();
      bytes[i] ^= (byte) (1 << i % Byte.SIZE);
      all.add(Hash.of(bytes));
    }
    return all;
  }

  private static List<List<Hash>> flipped(List<Hash> path) {
    List<List<Hash>> all = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      for (Hash flipped : flipped(path.get(i))) {
        List<Hash> copy = new ArrayList<>(path);
        copy.set(i, flipped);
        all.add(copy);
      }
    }
    return all;
  }

  private static List<List<Hash>> longerAndShorter(List<Hash> path) {
    List<List<Hash>> all = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      List<Hash> shorter = new ArrayList<>(path);
      shorter.remove(i);
      all.add(shorter);
    }
    for (int i = 0; i <= path.size(); i++) {
      List<Hash> longer = new ArrayList<>(path);
      longer.add(i, Hash.OF_NOTHING);
      all.add(longer);
    }
    return all;
  }
}
