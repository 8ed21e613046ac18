package dev.steward.delivery;

import dev.steward.identity.Identity.Client;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** A part of the registry that knows when clients were used. Where nobody counts there is none. */
public interface ClientUse {

  /** What was used within so many days was used lately. */
  int LATELY = 90;

  /**
   * What is known of clients that were used, by client. Those of which nothing is known are left
   * out. A whole page is asked about at once.
   */
  Map<Client, Use> of(Collection<Client> clients);

  /**
   * How a client was used.
   *
   * @param last the last day, in UTC, on which it got a token
   * @param scopes those it was granted lately
   * @param wouldHaveDenied how many of its requests enforcement would have stopped lately
   */
  record Use(LocalDate last, Set<String> scopes, long wouldHaveDenied) {

    public Use {
      scopes = Set.copyOf(scopes);
    }
  }
}
