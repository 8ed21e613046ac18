package dev.steward.adoption;

import dev.steward.adoption.Adoption.State;
import dev.steward.adoption.Answers.Given;
import dev.steward.adoption.Candidate.Answer;
import dev.steward.adoption.Evidence.Source;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.people.Namesakes;
import dev.steward.people.Person;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of a client when somebody will not answer for it: somebody else is asked. */
@ApplicationScoped
class Declines {

  private static final int NAMED_INSTEAD = 50;

  private final AdoptionRows rows;
  private final CandidateRows candidates;
  private final Namesakes namesakes;
  private final Successors successors;
  private final Ledger ledger;
  private final Clock clock;

  Declines(
      AdoptionRows rows,
      CandidateRows candidates,
      Namesakes namesakes,
      Successors successors,
      Ledger ledger,
      Clock clock) {
    this.rows = rows;
    this.candidates = candidates;
    this.namesakes = namesakes;
    this.successors = successors;
    this.ledger = ledger;
    this.clock = clock;
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
    candidates.answer(id, candidate, Answer.DECLINED, reason, clock.instant());
    List<String> next = passOn(adoption, person.subject(), instead);
    ledger.append(
        person,
        "AdoptionDeclined",
        null,
        0,
        Answers.words(
            adoption, Map.of("person", person.subject(), "reason", reason, "asked", next)));
    return Optional.of(Given.unwarned(rows.find(id).orElseThrow()));
  }

  /** Who is asked now; nobody when that was the last. */
  private List<String> passOn(Adoption adoption, String declined, @Nullable Person instead) {
    if (instead != null && mayBeAsked(adoption, instead.id())) {
      candidates.add(
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
        one -> candidates.answer(adoption.id(), one, Answer.ASKED, null, clock.instant()),
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
}
