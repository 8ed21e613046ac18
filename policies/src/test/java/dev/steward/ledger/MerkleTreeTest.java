package dev.steward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerkleTreeTest {

  private final CountingNodes nodes = new CountingNodes();
  private final MerkleTree tree = new MerkleTree(nodes, 0);

  /** The leaves and roots with which implementations of Certificate Transparency are tested. */
  @Nested
  class OverTheWellKnownLeaves {

    private static final List<String> LEAVES =
        List.of(
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");

    @BeforeEach
    void grow() {
      LEAVES.forEach(leaf -> tree.append(Hash.ofLeaf(HexFormat.of().parseHex(leaf))));
    }

    @ParameterizedTest
    @CsvSource({
      "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void hasTheWellKnownRoots(int size, String root) {
      assertThat(tree.root(size)).isEqualTo(Hash.ofHex(root));
    }

    @Test
    void provesInclusionByTheWellKnownPaths() {
      assertThat(tree.inclusion(0, 8).path())
          .containsExactly(
              Hash.ofHex("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"),
              Hash.ofHex("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
              Hash.ofHex("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
      assertThat(tree.inclusion(2, 3).path())
          .containsExactly(
              Hash.ofHex("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"));
    }

    @Test
    void provesConsistencyByTheWellKnownPath() {
      assertThat(tree.consistency(6, 8).path())
          .containsExactly(
              Hash.ofHex("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
              Hash.ofHex("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
              Hash.ofHex("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
    }

    @Test
    void goesOnWhereItsStoredNodesEnd() {
      MerkleTree reopened = new MerkleTree(nodes, 5);

      assertThat(reopened.root()).isEqualTo(tree.root(5));
      assertThat(reopened.append(Hash.ofLeaf(HexFormat.of().parseHex(LEAVES.get(5))))).isEqualTo(5);
      assertThat(reopened.root()).isEqualTo(tree.root(6));
    }
  }

  @Test
  void readsAndWritesFewNodesHoweverLargeItIs() {
    int leaves = 5_000;
    int levels = 13;
    for (int i = 0; i < leaves; i++) {
      nodes.forget();
      tree.append(Hash.ofLeaf("entry " + i));
      assertThat(nodes.touched).isLessThanOrEqualTo(2 * levels);
    }

    nodes.forget();
    tree.root(4_095);
    assertThat(nodes.touched).isLessThanOrEqualTo(levels);

    nodes.forget();
    tree.inclusion(17, 4_095);
    assertThat(nodes.touched).isLessThanOrEqualTo(2 * levels);

    nodes.forget();
    tree.consistency(2_047, 4_095);
    assertThat(nodes.touched).isLessThanOrEqualTo(2 * levels);
  }

  @Test
  void knowsNothingOfSizesItNeverHad() {
    tree.append(Hash.ofLeaf("only"));

    assertThatIllegalArgumentException().isThrownBy(() -> tree.root(2));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.root(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.inclusion(1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.inclusion(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.consistency(1, 2));
  }

  private static final class CountingNodes implements Nodes {

    private final Nodes stored = new NodesInMemory();
    private int touched;

    void forget() {
      touched = 0;
    }

    @Override
    public Hash at(int level, long index) {
      touched++;
      return stored.at(level, index);
    }

    @Override
    public void put(int level, long index, Hash hash) {
      touched++;
      stored.put(level, index, hash);
    }
  }
}
