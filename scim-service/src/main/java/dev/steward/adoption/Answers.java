package dev.steward.adoption;

import dev.steward.adoption.Adoption.State;
import dev.steward.adoption.Candidate.Answer;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Owner;
import dev.steward.identity.OwnerChange;
import dev.steward.ownership.Limits;
import dev.steward.people.People;
import dev.steward.registry.Identities;
import dev.steward.registry.IdentityRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What those say who answer for a client, and who take the question back. Each answer is given
 * once: whoever comes second finds it given.
 */
@ApplicationScoped
class Answers {

  private final AdoptionRows rows;
  private final CandidateRows candidates;
  private final IdentityRegistry registry;
  private final Identities identities;
  private final People people;
  private final FreeName names;
  private final Limits limits;
  private final Ledger ledger;
  private final Clock clock;

  Answers(
      AdoptionRows rows,
      CandidateRows candidates,
      IdentityRegistry registry,
      Identities identities,
      People people,
      FreeName names,
      Limits limits,
      Ledger ledger,
      Clock clock) {
    this.rows = rows;
    this.candidates = candidates;
    this.registry = registry;
    this.identities = identities;
    this.people = people;
    this.names = names;
    this.limits = limits;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * An adoption after an answer, and the identity if the client has become one.
   *
   * @param warnings what the person who answered should know
   */
  record Given(Adoption adoption, @Nullable Identity identity, List<String> warnings) {

    static Given unwarned(Adoption adoption) {
      return new Given(adoption, null, List.of());
    }
  }

  /**
   * Says yes: the client is registered and approved, and the person its owner, in one transaction.
   * Who says so after another one did becomes an owner too.
   *
   * @return nothing when the person is not asked
   * @throws AdoptionClosed when it ended without an acceptance
   */
  Optional<Given> accept(UUID id, Actor person) {
    rows.find(id)
        .ifPresent(
            adoption ->
                people.refresh(
                    adoption.owners(person.subject()).stream()
                        .map(Owner::person)
                        .collect(Collectors.toSet())));
    return QuarkusTransaction.requiringNew().call(() -> acceptNow(id, person));
  }

  private Optional<Given> acceptNow(UUID id, Actor person) {
    Adoption adoption = rows.lock(id).orElse(null);
    Candidate candidate = adoption == null ? null : adoption.asked(person.subject()).orElse(null);
    if (adoption == null || candidate == null) {
      return Optional.empty();
    }
    Identity identity =
        switch (adoption.state()) {
          case ASKED -> register(adoption, person);
          case ACCEPTED -> join(adoption, person);
          case DECLINED, WITHDRAWN -> throw new AdoptionClosed(adoption);
        };
    Optional<String> warning = Optional.empty();
    if (candidate.answer() != Answer.ACCEPTED) {
      candidates.answer(id, candidate, Answer.ACCEPTED, null, clock.instant());
      warning = limits.taken(person.subject(), identity.profile().riskTier());
    }
    return Optional.of(new Given(rows.find(id).orElseThrow(), identity, warning.stream().toList()));
  }

  private Identity register(Adoption adoption, Actor person) {
    Identity identity =
        registry
            .register(
                names
                    .named(adoption.identity(), adoption.client())
                    .register(
                        identities.newId(),
                        adoption.client(),
                        adoption.owners(person.subject()),
                        true),
                person)
            .identity();
    rows.close(adoption.id(), State.ACCEPTED, null, identity.id().value(), clock.instant());
    ledger.append(
        person,
        "AdoptionAccepted",
        identity.id(),
        identity.version(),
        words(adoption, Map.of("person", person.subject())));
    return identity;
  }

  private Identity join(Adoption adoption, Actor person) {
    UUID registered = Objects.requireNonNull(adoption.registered());
    return registry
        .change(
            new Id(registered),
            null,
            List.of(new OwnerChange.AcceptOwnership(person.subject())),
            person)
        .identity();
  }

  /**
   * Takes a proposal back.
   *
   * @return nothing when there is none
   * @throws AdoptionClosed when it was answered
   */
  Optional<Adoption> withdraw(UUID id, Actor actor, String reason) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Optional<Adoption> found = rows.lock(id);
              if (found.isEmpty() || found.get().state() == State.WITHDRAWN) {
                return found;
              }
              Adoption adoption = found.get();
              if (adoption.state() != State.ASKED) {
                throw new AdoptionClosed(adoption);
              }
              rows.close(id, State.WITHDRAWN, reason, null, clock.instant());
              ledger.append(
                  actor, "AdoptionWithdrawn", null, 0, words(adoption, Map.of("reason", reason)));
              return rows.find(id);
            });
  }

  /** What the ledger says of an adoption, and what else there is to say. */
  static Map<String, Object> words(Adoption adoption, Map<String, Object> more) {
    Map<String, Object> words = new TreeMap<>(more);
    words.put("adoption", adoption.id().toString());
    words.put("client", adoption.client().uuid());
    words.put("clientId", adoption.clientId());
    return words;
  }
}
