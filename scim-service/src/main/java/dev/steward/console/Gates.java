package dev.steward.console;

import dev.steward.delivery.GovernedRealms;
import dev.steward.delivery.GovernedRealms.Leniency;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;

/** What gates make of a standing, for templates. */
@ApplicationScoped
@Named("gates")
public class Gates {

  /**
   * Those of which a gate that enforces refuses something, now or soon. What is proposed or stopped
   * has a client that is disabled, whatever its gate does.
   */
  private static final Set<Standing> REFUSED =
      EnumSet.of(Standing.GRACE, Standing.BROWNOUT, Standing.LAPSED);

  private final GovernedRealms realms;
  private final Clock clock;

  Gates(GovernedRealms realms, Clock clock) {
    this.realms = realms;
    this.clock = clock;
  }

  /** Why its standing costs it no token; empty where it does, or will. */
  public String mercy(Identity identity) {
    Client client = identity.client();
    if (client == null || !REFUSED.contains(identity.standing(clock.instant()))) {
      return "";
    }
    Leniency leniency = realms.leniency(client.realm());
    if (leniency.idle()) {
      return "The guard of its realm is not active: Keycloak refuses it nothing for this.";
    }
    return leniency.observing()
        ? "The gate of its realm only observes: until it enforces, Keycloak refuses it nothing for"
            + " this."
        : "";
  }
}
