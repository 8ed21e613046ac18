package dev.steward.console.identity;

import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Any;
import dev.steward.query.Condition.Begins;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.registry.Attribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a typed text asks of identities: that each word is a part of a name, or that it is the
 * beginning of a client's.
 *
 * @param clients that it is one of the clients whose names begin with the text
 */
record NameSearch(String text, List<Condition> clients) {

  static final int SHORTEST_PART = 3;

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int MOST_WORDS = 6;
  private static final int MOST_HINTS = 2;

  NameSearch {
    clients = List.copyOf(clients);
  }

  Condition condition() {
    return orClient(new All(words().map(NameSearch::part).toList()));
  }

  /**
   * What holds of everything that meets the condition, and may be found much sooner: in {@code
   * agent-0012345} the number is rare, and the index looks at everything that is called agent, too.
   */
  List<Condition> hints() {
    List<String> parts = words().flatMap(APART::splitAsStream).distinct().toList();
    return parts.size() < 2
        ? List.of()
        : parts.stream()
            .filter(part -> part.length() >= SHORTEST_PART)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .limit(MOST_HINTS)
            .map(part -> orClient(part(part)))
            .toList();
  }

  private Stream<String> words() {
    return SPACE.splitAsStream(text).filter(word -> !word.isEmpty()).limit(MOST_WORDS);
  }

  private Condition orClient(Condition condition) {
    List<Condition> any = new ArrayList<>(List.of(condition));
    any.addAll(clients);
    return new Any(any);
  }

  /** Parts of less than three letters are the beginning. */
  private static Condition part(String word) {
    return word.length() < SHORTEST_PART
        ? new Any(
            List.of(
                new Begins(Attribute.USER_NAME, word),
                new Compare(Attribute.DISPLAY_NAME, Operator.STARTS_WITH, word)))
        : new Any(
            List.of(
                new Compare(Attribute.USER_NAME, Operator.CONTAINS, word),
                new Compare(Attribute.DISPLAY_NAME, Operator.CONTAINS, word)));
  }
}
