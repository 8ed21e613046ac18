package dev.steward.scim;

import dev.steward.caller.Caller;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import dev.steward.registry.Recorded;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The stores of those resource types that show identities. */
@Singleton
class IdentityStores {

  private final IdentityRegistry registry;
  private final Identities identities;
  private final SurroundingsOfIdentities surroundings;
  private final Caller caller;
  private final Clock clock;

  IdentityStores(
      IdentityRegistry registry,
      Identities identities,
      SurroundingsOfIdentities surroundings,
      Caller caller,
      Clock clock) {
    this.registry = registry;
    this.identities = identities;
    this.surroundings = surroundings;
    this.caller = caller;
    this.clock = clock;
  }

  @Produces
  @Singleton
  @Priority(2)
  ResourceStore<Recorded> agents() {
    return store(IdentityType.AGENT);
  }

  @Produces
  @Singleton
  @Priority(1)
  ResourceStore<Recorded> serviceAccounts() {
    return store(IdentityType.SERVICE_ACCOUNT);
  }

  private IdentityStore store(IdentityType type) {
    return new IdentityStore(type, registry, identities, surroundings, caller, clock);
  }
}
