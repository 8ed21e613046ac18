package dev.steward.adoption;

import dev.steward.adoption.Adoption.State;
import dev.steward.adoption.Candidate.Answer;
import dev.steward.adoption.Evidence.Source;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Owner;
import dev.steward.ownership.Limits;
import dev.steward.people.Namesakes;
import dev.steward.people.People;
import dev.steward.people.Person;
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
 * What those say who are asked to answer for a client. Each answer is given once: whoever comes
 * second finds it given.
 */
@ApplicationScoped
class Answers {

  private static final int NAMED_INSTEAD = 50;

  private final AdoptionRows rows;
  private final IdentityRegistry registry;
  private final Identities identities;
  private final People people;
  private final Namesakes namesakes;
  private final Successors successors;
  private final FreeName names;
  private final Limits limits;
  private final Ledger ledger;
  private final Clock clock;

  Answers(
      AdoptionRows rows,
      IdentityRegistry registry,
      Identities identities,
      People people,
      Namesakes namesakes,
      Successors successors,
      FreeName names,
      Limits limits,
      Ledger ledger,
      Clock clock) {
    this.rows = rows;
    this.registry = registry;
    this.identities = identities;
    this.people = people;
    this.namesakes = namesakes;
    this.successors = successors;
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

    private static Given unwarned(Adoption adoption) {
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
      rows.answer(id, candidate, Answer.ACCEPTED, null, clock.instant());
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
            new Id(registered), null, List.of(new Change.AcceptOwnership(person.subject())), person)
        .identity();
  }

  /**
   * Says no, which passes it on.
   *
   * @param instead whom the person would ask, by id, user name or email; null for the likeliest
   * @return nothing when the person is not asked
   * @throws IllegalArgumentException when whoever is named instead is nobody
   * @throws AdoptionClosed when it is over
   */
  Optional<Given> decline(UUID id, Actor person, String reason, @Nullable String instead) {
    Person other =
        instead == null
            ? null
            : NamedOwners.one(instead.strip(), namesakes.of(List.of(instead.strip())));
    if (other != null && other.id().equals(person.subject())) {
      throw new IllegalArgumentException("name somebody else instead of yourself");
    }
    return QuarkusTransaction.requiringNew().call(() -> declineNow(id, person, reason, other));
  }

  private Optional<Given> declineNow(
      UUID id, Actor person, String reason, @Nullable Person instead) {
    Adoption adoption = rows.lock(id).orElse(null);
    Candidate candidate = adoption == null ? null : adoption.asked(person.subject()).orElse(null);
    if (adoption == null || candidate == null) {
      return Optional.empty();
    }
    if (candidate.answer() == Answer.DECLINED) {
      return Optional.of(Given.unwarned(adoption));
    }
    if (adoption.state() != State.ASKED) {
      throw new AdoptionClosed(adoption);
    }
    rows.answer(id, candidate, Answer.DECLINED, reason, clock.instant());
    List<String> next = passOn(adoption, person.subject(), instead);
    ledger.append(
        person,
        "AdoptionDeclined",
        null,
        0,
        words(adoption, Map.of("person", person.subject(), "reason", reason, "asked", next)));
    return Optional.of(Given.unwarned(rows.find(id).orElseThrow()));
  }

  /** Who is asked now; nobody when that was the last. */
  private List<String> passOn(Adoption adoption, String declined, @Nullable Person instead) {
    if (instead != null && mayBeAsked(adoption, instead.id())) {
      rows.add(
          adoption.id(),
          Candidate.of(
              adoption.candidates().size(),
              new Proposal(
                  instead.id(),
                  instead.label(),
                  NAMED_INSTEAD,
                  List.of(
                      new Evidence(
                          Source.SUGGESTED, "named by who was asked before", NAMED_INSTEAD))),
              Answer.ASKED),
          clock.instant());
      return List.of(instead.id());
    }
    List<String> others =
        adoption.candidates().stream()
            .filter(one -> one.answer() == Answer.ASKED && !one.person().equals(declined))
            .map(Candidate::person)
            .toList();
    if (!others.isEmpty()) {
      return others;
    }
    Optional<Candidate> next = successors.next(adoption);
    next.ifPresentOrElse(
        one -> rows.answer(adoption.id(), one, Answer.ASKED, null, clock.instant()),
        () ->
            rows.close(
                adoption.id(),
                State.DECLINED,
                "everybody who was asked declined",
                null,
                clock.instant()));
    return next.map(Candidate::person).stream().toList();
  }

  /** Nobody is asked twice. */
  private static boolean mayBeAsked(Adoption adoption, String person) {
    return adoption.candidates().stream()
        .filter(one -> one.isOwner() && one.person().equals(person))
        .allMatch(one -> one.answer() == Answer.NOT_ASKED);
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

  private static Map<String, Object> words(Adoption adoption, Map<String, Object> more) {
    Map<String, Object> words = new TreeMap<>(more);
    words.put("adoption", adoption.id().toString());
    words.put("client", adoption.client().uuid());
    words.put("clientId", adoption.clientId());
    return words;
  }
}
