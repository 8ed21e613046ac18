package dev.steward.adoption;

import dev.steward.adoption.Candidate.Answer;
import dev.steward.adoption.Evidence.Source;
import dev.steward.identity.Owner.Role;
import dev.steward.people.Namesakes;
import dev.steward.people.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Turns the words by which people are named as owners into candidates. */
@ApplicationScoped
public class NamedOwners {

  private static final int SURE = 99;

  private final Namesakes namesakes;

  NamedOwners(Namesakes namesakes) {
    this.namesakes = namesakes;
  }

  /**
   * Somebody named as an owner.
   *
   * @param person an id, a user name or an email
   */
  public record Named(String person, Role role) {}

  /** Whom the words mean; asked at once for all of them. */
  public Map<String, List<Person>> meant(Collection<Named> owners) {
    return namesakes.of(owners.stream().map(owner -> owner.person().strip()).toList());
  }

  /**
   * Who was named, everybody who is to own it being asked at once.
   *
   * @throws IllegalArgumentException when a word means nobody or several
   */
  public List<Candidate> candidates(List<Named> owners, Map<String, List<Person>> meant) {
    List<Candidate> candidates = new ArrayList<>();
    for (Named named : owners) {
      String person = one(named.person().strip(), meant).id();
      boolean twice =
          candidates.stream()
              .anyMatch(one -> one.person().equals(person) && one.role() == named.role());
      if (!twice) {
        candidates.add(
            new Candidate(
                candidates.size(),
                person,
                named.role(),
                SURE,
                List.of(new Evidence(Source.GIVEN, "named when this was proposed", SURE)),
                named.role() == Role.OWNER ? Answer.ASKED : Answer.NOT_ASKED,
                null,
                null));
      }
    }
    return candidates;
  }

  /**
   * The one whom a word means.
   *
   * @throws IllegalArgumentException when it means nobody or several
   */
  static Person one(String word, Map<String, List<Person>> meant) {
    List<Person> people = meant.getOrDefault(word, List.of());
    if (people.size() == 1) {
      return people.getFirst();
    }
    throw new IllegalArgumentException(
        people.isEmpty()
            ? "nobody who is present has the id, user name or email " + word
            : "%d people have the user name or email %s; name one by id"
                .formatted(people.size(), word));
  }
}
