package dev.steward.adoption;

import dev.steward.adoption.Evidence.Source;
import dev.steward.delivery.Shadow;
import dev.steward.identity.Identity.Client;
import dev.steward.people.People;
import dev.steward.people.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who answers for registered clients that are called alike or have the same maker. */
@ApplicationScoped
class Siblings implements ClueSource {

  private static final double CALLED_ALIKE = 45;
  private static final double CALLED_A_LITTLE_ALIKE = 30;
  private static final double OF_THE_SAME_MAKER = 30;
  private static final double REVIEWED = 25;

  /** One sibling may be a coincidence. */
  private static final double ONLY_ONE = 0.6;

  /** Who answers for fewer of them is one of many. */
  private static final double LEAST_SHARE = 0.25;

  private final SiblingRows rows;
  private final People people;

  Siblings(SiblingRows rows, People people) {
    this.rows = rows;
    this.people = people;
  }

  /**
   * What somebody has to do with the siblings of one family.
   *
   * @param reviewed whether the person reviewed them rather than answering for them
   * @param count with how many
   * @param all how many siblings are registered
   */
  record Tie(String family, boolean reviewed, String person, int count, int all) {

    double share() {
      return (double) count / all * (all == 1 ? ONLY_ONE : 1);
    }
  }

  @Override
  public Map<Client, List<Clue>> clues(List<Shadow> page) {
    Set<Stem> stems =
        page.stream()
            .flatMap(shadow -> Stem.of(shadow.clientId()).stream())
            .collect(Collectors.toSet());
    Set<String> makers = page.stream().flatMap(Siblings::maker).collect(Collectors.toSet());
    Map<String, List<Tie>> ties = byFamily(rows.byStem(stems));
    Map<String, List<Tie>> made = byFamily(rows.byMaker(makers));
    Map<String, Person> known =
        people.known(
            Stream.of(ties, made)
                .flatMap(all -> all.values().stream())
                .flatMap(List::stream)
                .map(Tie::person)
                .collect(Collectors.toSet()));
    Map<Client, List<Clue>> clues = new HashMap<>();
    for (Shadow shadow : page) {
      List<Clue> found = new ArrayList<>();
      for (Stem stem : Stem.of(shadow.clientId())) {
        double most = stem.close() ? CALLED_ALIKE : CALLED_A_LITTLE_ALIKE;
        ties.getOrDefault(stem.words(), List.of()).stream()
            .flatMap(tie -> clue(tie, Source.NAMING, most, "called " + stem.words(), known))
            .forEach(found::add);
      }
      maker(shadow)
          .flatMap(maker -> made.getOrDefault(maker, List.of()).stream())
          .flatMap(tie -> clue(tie, Source.SIBLINGS, OF_THE_SAME_MAKER, "of the same maker", known))
          .forEach(found::add);
      clues.put(shadow.client(), found);
    }
    return clues;
  }

  private static Stream<Clue> clue(
      Tie tie, Source source, double most, String which, Map<String, Person> known) {
    if (tie.share() < LEAST_SHARE) {
      return Stream.empty();
    }
    int weight = (int) Math.max(1, Math.round((tie.reviewed() ? REVIEWED : most) * tie.share()));
    Evidence evidence =
        new Evidence(
            tie.reviewed() ? Source.REVIEWER : source,
            "%s %d of %d registered clients %s"
                .formatted(
                    tie.reviewed() ? "reviewed" : "answers for", tie.count(), tie.all(), which),
            weight);
    Person person = known.get(tie.person());
    return person == null ? Stream.empty() : Stream.of(new Clue(person, evidence));
  }

  private static Stream<String> maker(Shadow shadow) {
    return Stream.ofNullable(shadow.facts().origin().user());
  }

  private static Map<String, List<Tie>> byFamily(List<Tie> ties) {
    return ties.stream()
        .collect(
            Collectors.groupingBy(
                Tie::family, Collectors.mapping(Function.identity(), Collectors.toList())));
  }
}
