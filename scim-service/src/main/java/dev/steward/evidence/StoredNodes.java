package dev.steward.evidence;

import dev.steward.database.Database;
import dev.steward.ledger.Hash;
import dev.steward.ledger.Nodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The nodes of the tree in the database. New ones are kept back and written together. */
final class StoredNodes implements Nodes {

  private final Database database;
  private final Map<Place, Hash> known = new HashMap<>();
  private final List<Place> fresh = new ArrayList<>();

  private StoredNodes(Database database) {
    this.database = database;
  }

  static StoredNodes in(Database database) {
    return new StoredNodes(database);
  }

  /** The nodes, of which those that a tree of that size needs to grow are read at once. */
  static StoredNodes toGrow(Database database, long size) {
    StoredNodes nodes = new StoredNodes(database);
    List<Integer> levels = new ArrayList<>();
    List<Long> indexes = new ArrayList<>();
    for (int level = 0; level < Long.SIZE; level++) {
      if ((size >> level & 1) == 1) {
        levels.add(level);
        indexes.add((size >> level) - 1);
      }
    }
    database
        .list(
            """
            select level, index, hash from merkle_node
            where (level, index) in (select * from unnest(?, ?))
            """,
            row ->
                Map.entry(
                    new Place((int) row.number("level"), row.number("index")),
                    Hash.of(row.bytes("hash"))),
            levels.stream().mapToInt(Integer::intValue).toArray(),
            indexes.stream().mapToLong(Long::longValue).toArray())
        .forEach(node -> nodes.known.put(node.getKey(), node.getValue()));
    return nodes;
  }

  @Override
  public Hash at(int level, long index) {
    return known.computeIfAbsent(new Place(level, index), this::read);
  }

  @Override
  public void put(int level, long index, Hash hash) {
    Place place = new Place(level, index);
    known.put(place, hash);
    fresh.add(place);
  }

  /** Writes the nodes that were put. */
  void write() {
    database.update(
        "insert into merkle_node (level, index, hash) select * from unnest(?, ?, ?)",
        fresh.stream().mapToInt(Place::level).toArray(),
        fresh.stream().mapToLong(Place::index).toArray(),
        fresh.stream()
            .map(place -> at(place.level(), place.index()).bytes())
            .toArray(byte[][]::new));
    fresh.clear();
  }

  private Hash read(Place place) {
    return database
        .first(
            "select hash from merkle_node where level = ? and index = ?",
            row -> Hash.of(row.bytes("hash")),
            place.level(),
            place.index())
        .orElseThrow(
            () -> new IllegalStateException("the tree has no node at " + place + " any more"));
  }

  private record Place(int level, long index) {}
}
