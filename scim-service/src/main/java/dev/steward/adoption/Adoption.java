package dev.steward.adoption;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.adoption.Candidate.Answer;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Owner;
import dev.steward.identity.Owner.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client on its way under governance. Until somebody accepts, nothing about it changes.
 *
 * @param identity what it would become, or has become
 * @param reason why it ended without an acceptance
 * @param registered the id of the identity that it became
 * @param unansweredSince when the last who could be asked had not answered for too long
 * @param candidates in the order in which they are asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Adoption(
    UUID id,
    Client client,
    String clientId,
    AdoptionDraft identity,
    State state,
    @Nullable String reason,
    Instant openedAt,
    String openedBy,
    @Nullable Instant closedAt,
    @Nullable UUID registered,
    @Nullable Instant unansweredSince,
    List<Candidate> candidates) {

  public Adoption {
    candidates = List.copyOf(candidates);
  }

  /** How far it is. */
  public enum State {
    /** Somebody was asked to answer for it. */
    ASKED,
    /** Somebody does, and it is registered. */
    ACCEPTED,
    /** Everybody who was asked said no. */
    DECLINED,
    /** Whoever proposed it took that back. */
    WITHDRAWN
  }

  /** A person among those who were asked, whatever they answered. */
  public Optional<Candidate> asked(String person) {
    return candidates.stream()
        .filter(Candidate::isOwner)
        .filter(candidate -> candidate.person().equals(person))
        .filter(candidate -> candidate.answer() != Answer.NOT_ASKED)
        .findFirst();
  }

  boolean concerns(String person) {
    return candidates.stream()
        .anyMatch(
            candidate ->
                candidate.person().equals(person)
                    && (candidate.answer() != Answer.NOT_ASKED || !candidate.isOwner()));
  }

  /** Who answers for it once a person accepts: those who were asked too are yet to say so. */
  List<Owner> owners(String accepting) {
    return Stream.concat(
            Stream.of(new Owner(accepting, Role.OWNER, null)),
            candidates.stream()
                .filter(candidate -> !candidate.isOwner() || candidate.answer() == Answer.ASKED)
                .map(candidate -> new Owner(candidate.person(), candidate.role(), null)))
        .distinct()
        .toList();
  }
}
