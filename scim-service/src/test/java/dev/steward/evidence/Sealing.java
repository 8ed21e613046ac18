package dev.steward.evidence;

import jakarta.inject.Singleton;

/** Seals the ledger when a test says so. */
@Singleton
public class Sealing {

  private final Sealer sealer;

  Sealing(Sealer sealer) {
    this.sealer = sealer;
  }

  public void seal() {
    sealer.seal();
  }
}
