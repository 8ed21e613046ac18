package dev.steward.evidence;

import dev.steward.database.Database;
import dev.steward.jobs.JobsConfig;
import dev.steward.jobs.Pulse;
import dev.steward.ledger.Hash;
import dev.steward.ledger.MerkleTree;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Gives entries their places in the tree and signs a checkpoint over them.
 *
 * <p>Every replica tries and one at a time does. A place is given only to what is committed, so
 * that writers wait for nobody and no place is ever left empty.
 */
@ApplicationScoped
class Sealer {

  private static final int BATCH = 1_000;

  /** The lock that the one who seals holds until the end of its transaction. */
  private static final long LOCK = 0x5374_6577_6172_64L;

  private final Database database;
  private final Checkpoints checkpoints;
  private final JobsConfig jobs;
  private final Pulse pulse;

  Sealer(Database database, Checkpoints checkpoints, JobsConfig jobs, LedgerConfig config) {
    this.database = database;
    this.checkpoints = checkpoints;
    this.jobs = jobs;
    this.pulse = new Pulse("ledger-sealer", config.sealEvery(), this::seal);
  }

  void start(@Observes StartupEvent ignored) {
    checkpoints.requireOwn();
    if (jobs.enabled()) {
      pulse.start();
    }
  }

  void stop(@Observes ShutdownEvent ignored) {
    pulse.stop();
  }

  /** Seals what there is, unless another one is sealing. */
  void seal() {
    int sealed;
    do {
      sealed = QuarkusTransaction.requiringNew().call(this::sealBatch);
    } while (sealed == BATCH);
  }

  private int sealBatch() {
    if (!isMyTurn()) {
      return 0;
    }
    List<Waiting> waiting =
        database.list(
            "select id, text from ledger_entry where position is null order by seq limit ?",
            row -> new Waiting(row.uuid("id").toString(), row.text("text")),
            BATCH);
    if (waiting.isEmpty()) {
      return 0;
    }
    long size = checkpoints.newest().map(Checkpoints.Signed::size).orElse(0L);
    StoredNodes nodes = StoredNodes.toGrow(database, size);
    MerkleTree tree = new MerkleTree(nodes, size);
    waiting.forEach(entry -> tree.append(Hash.ofLeaf(entry.text())));
    nodes.write();
    database.update(
        """
        update ledger_entry set position = place.position
        from (select * from unnest(?::text[]::uuid[], ?::bigint[])) as place (id, position)
        where ledger_entry.id = place.id
        """,
        waiting.stream().map(Waiting::id).toList(),
        LongStream.range(size, tree.size()).toArray());
    checkpoints.sign(tree.size(), tree.root());
    return waiting.size();
  }

  private boolean isMyTurn() {
    return database.number("select pg_try_advisory_xact_lock(?)::int", LOCK) == 1;
  }

  private record Waiting(String id, String text) {}
}
