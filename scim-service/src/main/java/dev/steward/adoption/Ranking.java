package dev.steward.adoption;

import dev.steward.people.Person;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is likeliest to answer for a client.
 *
 * <p>Each piece of evidence leaves a doubt, and another one from elsewhere leaves its share of that
 * doubt: two that weigh fifty come to seventy-five. Of one source only the heaviest counts, because
 * saying a thing twice does not make it truer.
 */
final class Ranking {

  private static final int MOST = 5;
  private static final double ALL = 100.0;

  private static final Comparator<Evidence> HEAVIEST =
      Comparator.comparingInt(Evidence::weight)
          .reversed()
          .thenComparing(Evidence::source)
          .thenComparing(Evidence::words);

  private Ranking() {}

  /**
   * The best few.
   *
   * @param clues whoever they point at is asked only while present
   * @param declined the ids of those who said no before
   */
  static List<Proposal> of(Collection<Clue> clues, Set<String> declined) {
    Map<String, Person> people = new LinkedHashMap<>();
    Map<String, Map<Evidence.Source, Evidence>> evidence = new LinkedHashMap<>();
    for (Clue clue : clues) {
      Person person = clue.person();
      if (person.present() && !declined.contains(person.id())) {
        people.put(person.id(), person);
        evidence
            .computeIfAbsent(person.id(), none -> new LinkedHashMap<>())
            .merge(clue.evidence().source(), clue.evidence(), Ranking::heavier);
      }
    }
    return people.values().stream()
        .map(person -> proposal(person, evidence.getOrDefault(person.id(), Map.of()).values()))
        .sorted(
            Comparator.comparingInt(Proposal::weight).reversed().thenComparing(Proposal::person))
        .limit(MOST)
        .toList();
  }

  private static Evidence heavier(Evidence one, Evidence other) {
    return HEAVIEST.compare(one, other) <= 0 ? one : other;
  }

  private static Proposal proposal(Person person, Collection<Evidence> evidence) {
    double doubt = 1;
    for (Evidence one : evidence) {
      doubt *= 1 - one.weight() / ALL;
    }
    return new Proposal(
        person.id(),
        person.label(),
        (int) Math.round(ALL * (1 - doubt)),
        evidence.stream().sorted(HEAVIEST).toList());
  }
}
