package dev.steward.adoption;

import dev.steward.adoption.ShadowLine.Creation;
import dev.steward.delivery.ClientFacts;
import dev.steward.delivery.ClientUse;
import dev.steward.delivery.ClientUse.Use;
import dev.steward.delivery.Shadow;
import dev.steward.delivery.Shadows;
import dev.steward.identity.Identity.Client;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The clients that nobody registered, with what is known and what may be guessed about each. */
@ApplicationScoped
class ShadowReport {

  private final Shadows shadows;
  private final OwnerProposals proposals;
  private final List<ClientUse> uses;
  private final AdoptionRows adoptions;
  private final Clock clock;

  ShadowReport(
      Shadows shadows,
      OwnerProposals proposals,
      @All List<ClientUse> uses,
      AdoptionRows adoptions,
      Clock clock) {
    this.shadows = shadows;
    this.proposals = proposals;
    this.uses = uses;
    this.adoptions = adoptions;
    this.clock = clock;
  }

  /** A page of them, in the order of their uuids. */
  List<ShadowLine> page(@Nullable String after, int limit) {
    List<Shadow> page = shadows.page(after, limit);
    List<Client> clients = page.stream().map(Shadow::client).toList();
    Map<Client, List<Proposal>> proposed = proposals.of(page);
    Map<Client, UUID> open = adoptions.open(clients);
    Map<Client, Use> used = new HashMap<>();
    uses.forEach(source -> used.putAll(source.of(clients)));
    return page.stream()
        .map(
            shadow ->
                line(
                    shadow,
                    proposed.getOrDefault(shadow.client(), List.of()),
                    used.get(shadow.client()),
                    open.get(shadow.client())))
        .toList();
  }

  private ShadowLine line(
      Shadow shadow, List<Proposal> proposed, @Nullable Use use, @Nullable UUID adoption) {
    ClientFacts facts = shadow.facts();
    Guess guess = Guess.of(shadow.clientId(), facts);
    Set<Flag> flags = Flag.of(shadow, clock);
    if (proposed.isEmpty()) {
      flags.add(Flag.NO_PROPOSAL);
    }
    return new ShadowLine(
        shadow.client().uuid(),
        shadow.clientId(),
        facts.name(),
        shadow.enabled(),
        shadow.firstSeen(),
        guess.kind(),
        guess.reasons(),
        new Creation(
            facts.origin().how(),
            facts.created(),
            facts.origin().user(),
            facts.origin().userName(),
            facts.origin().client()),
        facts.ownGrants(),
        facts.authenticator(),
        facts.keys(),
        facts.secretSince(),
        facts.roles(),
        facts.scopes(),
        facts.optionalScopes(),
        use == null ? null : use.last(),
        use == null ? null : use.scopes(),
        use == null ? null : use.wouldHaveDenied(),
        flags,
        proposed,
        adoption,
        shadow.words());
  }
}
