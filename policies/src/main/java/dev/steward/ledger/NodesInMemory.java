package dev.steward.ledger;

import java.util.HashMap;
import java.util.Map;

/** Nodes that live as long as the process. */
public final class NodesInMemory implements Nodes {

  private final Map<Place, Hash> stored = new HashMap<>();

  @Override
  public Hash at(int level, long index) {
    Hash hash = stored.get(new Place(level, index));
    if (hash == null) {
      throw new IllegalStateException("no node at level " + level + ", index " + index);
    }
    return hash;
  }

  @Override
  public void put(int level, long index, Hash hash) {
    stored.put(new Place(level, index), hash);
  }

  private record Place(int level, long index) {}
}
