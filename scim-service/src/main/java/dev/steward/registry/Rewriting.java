package dev.steward.registry;

import dev.steward.database.Statement;
import dev.steward.identity.Identity;
import java.util.List;

/**
 * An identity that is to be written anew, and what is written with it.
 *
 * @param others its ledger entries, and its permit when it has a client
 */
record Rewriting(Recorded before, Recorded after, List<Statement> others) {

  Rewriting {
    others = List.copyOf(others);
  }

  Identity identity() {
    return after.identity();
  }

  boolean sendsAPermit() {
    return identity().client() != null;
  }
}
