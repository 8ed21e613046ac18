package dev.steward.evidence;

import dev.steward.ledger.BrokenCheckpointException;
import dev.steward.ledger.Checkpoint;
import dev.steward.ledger.CheckpointVerifier;
import dev.steward.ledger.Hash;
import dev.steward.ledger.LedgerVerifier;
import dev.steward.ledger.Verification;
import dev.steward.ledger.Verification.Broken;
import dev.steward.ledger.Verification.Flaw;
import dev.steward.ledger.Verification.Proven;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Recomputes the whole tree from the entries and holds it against the signed checkpoints. */
@ApplicationScoped
class LedgerCheck {

  /** The newest checkpoints to compare with; each covers all that came before it. */
  private static final int MOST_CHECKPOINTS = 10_000;

  private final LedgerEntries entries;
  private final Checkpoints checkpoints;
  private final LedgerKey key;

  LedgerCheck(LedgerEntries entries, Checkpoints checkpoints, LedgerKey key) {
    this.entries = entries;
    this.checkpoints = checkpoints;
    this.key = key;
  }

  Verification verify() {
    if (entries.beyondNewestCheckpoint() > 0) {
      long covered = checkpoints.newest().map(Checkpoints.Signed::size).orElse(0L);
      return new Broken(
          covered, Flaw.UNCOVERED, "there are entries in places that no checkpoint speaks of");
    }
    List<Checkpoint> opened = new ArrayList<>();
    CheckpointVerifier verifier = key.verifier();
    for (Checkpoints.Signed signed : checkpoints.newest(MOST_CHECKPOINTS)) {
      try {
        opened.add(verifier.open(signed.note()));
      } catch (BrokenCheckpointException e) {
        return new Broken(
            signed.size(),
            Flaw.ALTERED,
            "the checkpoint of size %d is not one that this ledger's key signed: %s"
                .formatted(signed.size(), e.getMessage()));
      }
    }
    if (opened.isEmpty()) {
      return new Proven(0, Hash.OF_NOTHING);
    }
    Checkpoint present = opened.getFirst();
    return LedgerVerifier.verify(entries.texts(present.size()), present, opened);
  }
}
