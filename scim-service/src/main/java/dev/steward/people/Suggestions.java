package dev.steward.people;

import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Any;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Order;
import dev.steward.query.Window;
import dev.steward.query.Window.Offset;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** People whom somebody may mean who has typed the beginning of a name. */
@ApplicationScoped
public class Suggestions {

  private static final int LONGEST = 100;
  private static final int MOST_MEANT = 8;

  private final Directory directory;
  private final Namesakes namesakes;
  private final People people;

  Suggestions(Directory directory, Namesakes namesakes, People people) {
    this.directory = directory;
    this.namesakes = namesakes;
    this.people = people;
  }

  /**
   * People with a name, a user name or an address that begins so, those who are present first. Who
   * is not known here yet is asked for at Keycloak by the whole word.
   */
  public List<Person> of(String typed, int most) {
    String text = typed.strip();
    if (text.isEmpty() || text.length() > LONGEST || text.indexOf(0) >= 0) {
      return List.of();
    }
    List<Person> known = known(text, most);
    List<Person> meant =
        known.isEmpty()
            ? namesakes.of(List.of(text)).getOrDefault(text, List.of())
            : List.<Person>of();
    return Stream.concat(known.stream(), meant.stream()).limit(most).toList();
  }

  /**
   * The one person who is meant by an id, a user name, an address or a name.
   *
   * @throws ChangeRefused when nobody is, or several are; the message says whom else to name
   */
  public Person theOne(String typed) {
    String text = typed.strip();
    List<Person> meant =
        Stream.concat(
                of(typed, MOST_MEANT).stream(),
                namesakes.of(List.of(text)).getOrDefault(text, List.of()).stream())
            .distinct()
            .toList();
    List<Person> exactly =
        meant.stream()
            .filter(
                person ->
                    typed.equals(person.id())
                        || typed.equalsIgnoreCase(person.userName())
                        || typed.equalsIgnoreCase(person.email())
                        || typed.equalsIgnoreCase(person.label()))
            .toList();
    List<Person> left = exactly.isEmpty() ? meant : exactly;
    if (left.size() == 1) {
      return left.getFirst();
    }
    throw new ChangeRefused(
        Rule.OWNER_REQUIRED,
        left.isEmpty()
            ? "nobody is called '%s' or has it as a user name or address".formatted(typed)
            : "'%s' may mean %s; type a whole user name"
                .formatted(typed, String.join(", ", left.stream().map(Person::userName).toList())));
  }

  /** People with such a beginning among those who are known here, asking nobody. */
  public List<Person> known(String text, int most) {
    Map<String, Person> found = new LinkedHashMap<>();
    List<Condition> asked =
        List.of(
            new Any(
                List.of(
                    begins(PersonField.DISPLAY_NAME, text),
                    begins(PersonField.GIVEN_NAME, text),
                    begins(PersonField.FAMILY_NAME, text),
                    begins(PersonField.USER_NAME, text))),
            new Condition.Some(
                PersonField.VALUE,
                new All(
                    List.of(
                        new Compare(PersonField.KIND, Operator.EQUAL, PersonValue.Kind.EMAIL),
                        begins(PersonField.VALUE, text)))));
    for (Condition condition : asked) {
      ids(condition, most).forEach(person -> found.putIfAbsent(person.id(), person));
    }
    return found.values().stream()
        .sorted(java.util.Comparator.comparing(person -> !person.present()))
        .limit(most)
        .toList();
  }

  private Collection<Person> ids(Condition condition, int most) {
    List<String> ids =
        directory.page(condition, new Window(Order.BY_ID, new Offset(0), most)).rows().stream()
            .map(RecordedPerson::id)
            .toList();
    Map<String, Person> known = people.known(ids);
    return ids.stream().map(known::get).filter(Objects::nonNull).toList();
  }

  private static Condition begins(PersonField field, String text) {
    return new Compare(field, Operator.STARTS_WITH, text);
  }
}
