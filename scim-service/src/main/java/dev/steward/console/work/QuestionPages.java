package dev.steward.console.work;

import dev.steward.console.errand.Again;
import dev.steward.ownership.Questions;
import dev.steward.people.People;
import dev.steward.people.Person;
import dev.steward.people.Suggestions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BadRequestException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Questions to people, in words. */
@ApplicationScoped
class QuestionPages {

  private final Questions questions;
  private final People people;
  private final Suggestions suggestions;

  QuestionPages(Questions questions, People people, Suggestions suggestions) {
    this.questions = questions;
    this.people = people;
    this.suggestions = suggestions;
  }

  Optional<Questions.Open> find(String person, UUID identity) {
    return questions.about(person, identity);
  }

  AskedToAnswer page(Questions.Open question, Again again) {
    String name = question.displayName();
    Map<String, Person> named =
        people.known(
            question.evidence().stream()
                .map(QuestionPages::about)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet()));
    return new AskedToAnswer(
        question,
        name == null ? question.userName() : name,
        WorkList.role(question),
        question.evidence().stream().map(evidence -> because(evidence, named)).toList(),
        again.error(),
        again.text("reason"),
        again.text("rather"));
  }

  /**
   * The id of whom somebody typed.
   *
   * @throws BadRequestException when it is nobody, or could be several
   */
  @Nullable String idOf(String typed) {
    if (typed.isEmpty()) {
      return null;
    }
    Person known = people.known(Set.of(typed)).get(typed);
    List<Person> meant = known == null ? suggestions.of(typed, 3) : List.of(known);
    List<Person> exact =
        meant.stream().filter(person -> person.userName().equalsIgnoreCase(typed)).toList();
    List<Person> found = exact.isEmpty() ? meant : exact;
    if (found.isEmpty()) {
      throw new BadRequestException("nobody is called " + typed + "; give a user name or an email");
    }
    if (found.size() > 1) {
      throw new BadRequestException(
          "several people may be meant by %s: %s; give a user name"
              .formatted(
                  typed, found.stream().map(Person::userName).collect(Collectors.joining(", "))));
    }
    return found.getFirst().id();
  }

  private static Optional<String> about(String evidence) {
    int colon = evidence.indexOf(':');
    return colon < 0 ? Optional.empty() : Optional.of(evidence.substring(colon + 1));
  }

  private static String because(String evidence, Map<String, Person> named) {
    String about = about(evidence).orElse("");
    Person person = named.get(about);
    String who = person == null ? "somebody" : person.label();
    return switch (evidence.replaceAll(":.*", "")) {
      case "named" -> "You were named when it was registered or changed.";
      case "named-by" -> who + " named you instead of themselves.";
      case "proposed-by" -> who + " proposed you.";
      case "member-of" -> "You are a member of a group that was proposed.";
      case "backup" -> "You are its backup owner.";
      case "sponsor" -> "You are its sponsor.";
      case "owner" -> "You are one of its owners.";
      case "manager", "manager-of" -> "You are the manager of somebody who owned it.";
      default -> "The registry found you by: " + evidence.replace('-', ' ') + ".";
    };
  }
}
