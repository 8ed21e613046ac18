package dev.steward.adoption;

import java.util.List;

/**
 * Somebody who may be the one to answer for a client.
 *
 * @param person the person's id
 * @param label what to call the person
 * @param weight how much speaks for it, of a hundred
 * @param evidence the heaviest first
 */
public record Proposal(String person, String label, int weight, List<Evidence> evidence) {

  public Proposal {
    evidence = List.copyOf(evidence);
  }
}
