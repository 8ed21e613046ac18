package dev.steward.console;

import dev.steward.delivery.GovernedRealms;
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

  /** Those of which a gate that enforces refuses something, now or soon; a stop bites anywhere. */
  private static final Set<Standing> REFUSED =
      EnumSet.of(Standing.PROPOSED, Standing.GRACE, Standing.BROWNOUT, Standing.LAPSED);

  private final GovernedRealms realms;
  private final Clock clock;

  Gates(GovernedRealms realms, Clock clock) {
    this.realms = realms;
    this.clock = clock;
  }

  /** Whether its gate only observes, so that its standing costs it no token. */
  public boolean letPass(Identity identity) {
    Client client = identity.client();
    return client != null
        && REFUSED.contains(identity.standing(clock.instant()))
        && realms.observes(client.realm());
  }
}
