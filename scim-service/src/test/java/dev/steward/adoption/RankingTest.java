package dev.steward.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.steward.adoption.Evidence.Source;
import dev.steward.people.Person;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingTest {

  private static final Person ADA = person("ada", true);
  private static final Person BEN = person("ben", true);
  private static final Person GONE = person("gone", false);

  @Test
  void putsWhoeverMostSpeaksForFirst() {
    assertThat(
            Ranking.of(
                List.of(clue(BEN, Source.TEAM, 30), clue(ADA, Source.CONTACT, 70)), Set.of()))
        .extracting(Proposal::person, Proposal::weight)
        .containsExactly(tuple("ada", 70), tuple("ben", 30));
  }

  @Test
  void countsWhatComesFromElsewhereAsAShareOfTheDoubt() {
    assertThat(
            Ranking.of(
                List.of(clue(ADA, Source.CREATOR, 50), clue(ADA, Source.NAME, 50)), Set.of()))
        .singleElement()
        .satisfies(
            proposal -> {
              assertThat(proposal.weight()).isEqualTo(75);
              assertThat(proposal.evidence())
                  .extracting(Evidence::source)
                  .containsExactly(Source.CREATOR, Source.NAME);
            });
  }

  @Test
  void countsWhatIsSaidTwiceOnce() {
    assertThat(
            Ranking.of(
                List.of(clue(ADA, Source.NAMING, 20), clue(ADA, Source.NAMING, 45)), Set.of()))
        .singleElement()
        .satisfies(
            proposal -> {
              assertThat(proposal.weight()).isEqualTo(45);
              assertThat(proposal.evidence()).hasSize(1);
            });
  }

  @Test
  void letsTwoHintsOutweighOneOfThem() {
    assertThat(
            Ranking.of(
                List.of(
                    clue(ADA, Source.CREATOR, 50),
                    clue(BEN, Source.TEAM, 45),
                    clue(BEN, Source.REVIEWER, 20)),
                Set.of()))
        .extracting(Proposal::person)
        .containsExactly("ben", "ada");
  }

  @Test
  void asksNobodyWhoIsNotPresent() {
    assertThat(Ranking.of(List.of(clue(GONE, Source.CONTACT, 90)), Set.of())).isEmpty();
  }

  @Test
  void asksNobodyWhoSaidNoBefore() {
    assertThat(
            Ranking.of(
                List.of(clue(ADA, Source.CONTACT, 90), clue(BEN, Source.TEAM, 10)), Set.of("ada")))
        .extracting(Proposal::person)
        .containsExactly("ben");
  }

  @Test
  void doesNotDependOnTheOrderOfTheClues() {
    var clues =
        List.of(
            clue(BEN, Source.TEAM, 30),
            clue(ADA, Source.TEAM, 30),
            clue(ADA, Source.NAMING, 12),
            clue(BEN, Source.SIBLINGS, 12));

    assertThat(Ranking.of(clues.reversed(), Set.of())).isEqualTo(Ranking.of(clues, Set.of()));
    assertThat(Ranking.of(clues, Set.of())).extracting(Proposal::person).first().isEqualTo("ada");
  }

  @Test
  void keepsTheBestFew() {
    var many =
        IntStream.rangeClosed(1, 30)
            .mapToObj(i -> clue(person("p" + i, true), Source.TEAM, i))
            .toList();

    assertThat(Ranking.of(many, Set.of()))
        .extracting(Proposal::person)
        .containsExactly("p30", "p29", "p28", "p27", "p26");
  }

  private static Clue clue(Person person, Source source, int weight) {
    return new Clue(person, new Evidence(source, "because of " + source, weight));
  }

  private static Person person(String id, boolean present) {
    return new Person(id, id, id + "@example.org", null, present, true);
  }
}
