package dev.steward.adoption;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.identity.Owner.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may answer for a client that is to be adopted.
 *
 * @param place the order in which they are asked
 * @param person the person's id
 * @param weight how much speaks for it, of a hundred
 * @param reason why the person declined
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Candidate(
    int place,
    String person,
    Role role,
    int weight,
    List<Evidence> evidence,
    Answer answer,
    @Nullable String reason,
    @Nullable Instant answeredAt) {

  public Candidate {
    evidence = List.copyOf(evidence);
  }

  /** What a candidate said. */
  public enum Answer {
    NOT_ASKED,
    ASKED,
    ACCEPTED,
    DECLINED
  }

  static Candidate of(int place, Proposal proposal, Answer answer) {
    return new Candidate(
        place,
        proposal.person(),
        Role.OWNER,
        proposal.weight(),
        proposal.evidence(),
        answer,
        null,
        null);
  }

  boolean isOwner() {
    return role == Role.OWNER;
  }
}
