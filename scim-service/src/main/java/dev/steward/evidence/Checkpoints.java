package dev.steward.evidence;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.ledger.BrokenCheckpointException;
import dev.steward.ledger.Checkpoint;
import dev.steward.ledger.Hash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The signed checkpoints of the ledger. */
@ApplicationScoped
class Checkpoints {

  private final Database database;
  private final LedgerKey key;
  private final Clock clock;

  Checkpoints(Database database, LedgerKey key, Clock clock) {
    this.database = database;
    this.key = key;
    this.clock = clock;
  }

  /** A checkpoint as it was signed. */
  record Signed(long size, String note) {

    private static Signed read(Row row) {
      return new Signed(row.number("size"), row.text("note"));
    }
  }

  /** Signs the tree at its present size. */
  void sign(long size, Hash root) {
    String note = key.sign(new Checkpoint(key.origin(), size, root));
    database.update(
        "insert into checkpoint (size, root, note, at) values (?, ?, ?, ?)",
        size,
        root.bytes(),
        note,
        clock.instant());
  }

  /**
   * Refuses to go on with a ledger that another key signed: it would get a second history.
   *
   * @throws IllegalStateException telling what to do
   */
  void requireOwn() {
    newest()
        .ifPresent(
            newest -> {
              try {
                key.verifier().open(newest.note());
              } catch (BrokenCheckpointException e) {
                throw new IllegalStateException(
                    "the ledger in this database was signed with another key or under another name;"
                        + " set steward.ledger.key and steward.ledger.origin to those it was signed with",
                    e);
              }
            });
  }

  Optional<Signed> newest() {
    return database.first(
        "select size, note from checkpoint order by size desc limit 1", Signed::read);
  }

  List<Signed> newest(int most) {
    return database.list(
        "select size, note from checkpoint order by size desc limit ?", Signed::read, most);
  }
}
