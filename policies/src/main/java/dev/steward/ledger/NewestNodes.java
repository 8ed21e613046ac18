package dev.steward.ledger;

import java.util.ArrayList;
import java.util.List;

/** The newest node of each level: enough to grow a tree and to know its root, whatever its size. */
final class NewestNodes implements Nodes {

  private final List<Newest> levels = new ArrayList<>();

  @Override
  public Hash at(int level, long index) {
    if (level >= levels.size() || levels.get(level).index() != index) {
      throw new IllegalStateException("only the newest node of each level is kept");
    }
    return levels.get(level).hash();
  }

  @Override
  public void put(int level, long index, Hash hash) {
    if (level == levels.size()) {
      levels.add(new Newest(index, hash));
    } else {
      levels.set(level, new Newest(index, hash));
    }
  }

  private record Newest(long index, Hash hash) {}
}
