package dev.steward.people;

import dev.steward.database.Database;
import dev.steward.delivery.GateUnreachable;
import dev.steward.delivery.KeycloakGate;
import dev.steward.delivery.KeycloakGate.RealmPerson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** What Keycloak is asked about people; its answers are remembered. */
@ApplicationScoped
class Inquiry {

  private static final Logger LOG = Logger.getLogger(Inquiry.class);

  private final Database database;
  private final KeycloakGate gate;
  private final KeycloakWord word;
  private final SharedQuestions names;

  Inquiry(Database database, KeycloakGate gate, KeycloakWord word) {
    this.database = database;
    this.gate = gate;
    this.word = word;
    this.names = new SharedQuestions(several -> gate.people(List.of(), several));
  }

  /** How Keycloak is asked for a person. */
  private record Question(String id, boolean byUserName, String text) {}

  /**
   * Asks about people.
   *
   * @param userNames the user names of those who are not known by an id
   * @return whether Keycloak answered
   */
  boolean about(Collection<String> ids, Collection<String> userNames) {
    List<Question> questions = questions(ids);
    userNames.forEach(userName -> questions.add(new Question(userName, true, userName)));
    try {
      for (int from = 0; from < questions.size(); from += KeycloakGate.MOST_PEOPLE) {
        ask(questions.subList(from, Math.min(questions.size(), from + KeycloakGate.MOST_PEOPLE)));
      }
      return true;
    } catch (GateUnreachable e) {
      LOG.warnf("people cannot be asked for; what was known stays: %s", e.getMessage());
      return false;
    }
  }

  /** Who has a user name; nobody when Keycloak cannot be asked. */
  Optional<String> subjectOf(String userName) {
    try {
      List<RealmPerson> found =
          names.answer(userName).stream()
              .filter(person -> lower(person.username()).equals(lower(userName)))
              .toList();
      word.remember(List.of(), found);
      return found.stream().map(RealmPerson::id).findFirst();
    } catch (GateUnreachable e) {
      LOG.warnf("a user name cannot be asked for: %s", e.getMessage());
      return Optional.empty();
    }
  }

  private void ask(List<Question> questions) {
    List<String> subjects = texts(questions.stream().filter(one -> !one.byUserName()));
    List<String> userNames = texts(questions.stream().filter(Question::byUserName));
    word.remember(subjects, gate.people(subjects, userNames));
  }

  private static String lower(String userName) {
    return userName.toLowerCase(Locale.ROOT);
  }

  private static List<String> texts(Stream<Question> questions) {
    return questions.map(Question::text).distinct().toList();
  }

  /**
   * Who is linked is asked for by that; who only has a name, or lost their account, by name; a
   * stranger by the id.
   */
  private List<Question> questions(Collection<String> ids) {
    List<Question> questions = new ArrayList<>();
    database
        .lookUp(
            """
            select id, subject is null as named, coalesce(subject, user_name) as asked
            from person where id = any (?)
            union all
            select id, true, user_name
            from person where id = any (?) and feed = 'ACTIVE' and account = 'GONE'
            """,
            row -> new Question(row.text("id"), row.flag("named"), row.text("asked")),
            ids,
            ids)
        .forEach(questions::add);
    var known = questions.stream().map(Question::id).collect(Collectors.toSet());
    ids.stream()
        .distinct()
        .filter(id -> !known.contains(id))
        .map(id -> new Question(id, false, id))
        .forEach(questions::add);
    return questions;
  }
}
