package dev.steward.console.identity;

import dev.steward.delivery.GateUnreachable;
import dev.steward.delivery.Holding;
import dev.steward.delivery.Holdings;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Holds the permits of Keycloak against those that should be there. */
@ApplicationScoped
class Permits {

  private final Holdings holdings;

  Permits(Holdings holdings) {
    this.holdings = holdings;
  }

  /** As of the last look at Keycloak. */
  Comparison lastSeen(Identity identity) {
    Client client = identity.client();
    return client == null
        ? new Comparison(identity, Optional.empty(), Optional.empty(), "", false)
        : new Comparison(
            identity, holdings.due(identity.id()), holdings.lastSeen(client), "", false);
  }

  /** As of now, if Keycloak answers soon; else as of the last look. */
  Comparison now(Identity identity) {
    Comparison last = lastSeen(identity);
    Client client = identity.client();
    if (client == null) {
      return last;
    }
    try {
      Optional<Holding> held = holdings.now(client);
      return new Comparison(identity, last.due(), held, "", true);
    } catch (GateUnreachable e) {
      return new Comparison(
          identity, last.due(), last.held(), String.valueOf(e.getMessage()), false);
    }
  }
}
