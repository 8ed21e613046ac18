package dev.steward.adoption;

import dev.steward.adoption.Candidate.Answer;
import dev.steward.people.People;
import dev.steward.people.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Who is asked after those who were: the likeliest who is here. */
@ApplicationScoped
class Successors {

  private final People people;

  Successors(People people) {
    this.people = people;
  }

  Optional<Candidate> next(Adoption adoption) {
    Map<String, Person> known =
        people.known(adoption.candidates().stream().map(Candidate::person).toList());
    return adoption.candidates().stream()
        .filter(one -> one.isOwner() && one.answer() == Answer.NOT_ASKED)
        .filter(one -> known.containsKey(one.person()) && known.get(one.person()).present())
        .findFirst();
  }
}
