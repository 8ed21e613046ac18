package dev.steward.ownership;

import dev.steward.delivery.GovernedRealms;
import dev.steward.delivery.KnownClient;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who gets tokens at this moment: by their standing, by what their gates let pass, and by Keycloak.
 */
@ApplicationScoped
class Acting {

  private final GovernedRealms realms;

  Acting(GovernedRealms realms) {
    this.realms = realms;
  }

  /** What is known of some clients, with each of their gates asked about once. */
  record Known(Map<Client, KnownClient> clients, Map<String, GovernedRealms.Leniency> leniency) {

    @Nullable KnownClient of(@Nullable Client client) {
      return client == null ? null : clients.get(client);
    }

    /** Whether a registered one does. A stop disables the client wherever a gate stands. */
    boolean isActing(@Nullable Client client, Standing standing) {
      return client != null
          && works(client)
          && (standing.mayAct() || (standing == Standing.LAPSED && gate(client).letsPass()));
    }

    /** Whether one does that nobody registered. */
    boolean isActing(Client client, boolean enabled) {
      return enabled && works(client) && gate(client).letsStrangersPass();
    }

    private GovernedRealms.Leniency gate(Client client) {
      return leniency.getOrDefault(client.realm(), GovernedRealms.Leniency.UNTOLD);
    }

    private boolean works(Client client) {
      KnownClient known = clients.get(client);
      return known == null || known.works();
    }
  }

  Known among(Collection<Client> clients, Map<Client, KnownClient> known) {
    return new Known(
        known,
        clients.stream()
            .map(Client::realm)
            .distinct()
            .collect(Collectors.toMap(Function.identity(), realms::leniency)));
  }
}
