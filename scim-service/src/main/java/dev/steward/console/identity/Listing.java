package dev.steward.console.identity;

import dev.steward.console.Labels;
import dev.steward.console.identity.Boxes.Choice;
import dev.steward.console.identity.IdentitySearch.Found;
import dev.steward.identity.Owner;
import dev.steward.people.Person;
import dev.steward.registry.Browsing;
import dev.steward.registry.Browsing.Extent;
import java.util.List;

/** A part of the list of identities, as people see it. */
record Listing(
    ListQuery query,
    String title,
    List<Line> lines,
    Found found,
    String previous,
    String next,
    boolean mine) {

  private static final int MOST_NAMES = 3;

  /** One identity as the list shows it. */
  record Line(
      dev.steward.identity.Identity identity,
      StandingWords standing,
      String clientId,
      List<Answering> answering) {

    /** Those who answer for it, the first of them. */
    public List<Answering> first() {
      return answering.stream().limit(MOST_NAMES).toList();
    }

    public String kind() {
      return Labels.of(identity.profile().kind());
    }

    public String tier() {
      return Labels.sentence(identity.profile().riskTier().name());
    }
  }

  /** Somebody who answers for an identity, or was named to. */
  record Answering(String person, String name, Owner.Role role, boolean accepted, boolean present) {

    public String label() {
      return Labels.of(role);
    }
  }

  /** How many there are, in a sentence. */
  public String total() {
    long total = found.browsed().total();
    if (found.browsed().extent() == Extent.SOME) {
      return "More than %,d identities have this in their names. These are some of them; type more to narrow it down."
          .formatted(Browsing.MANY);
    }
    String many =
        total > Browsing.MANY
            ? "More than %,d identities".formatted(Browsing.MANY)
            : total == 1 ? "1 identity" : "%,d identities".formatted(total);
    return found.browsed().extent() == Extent.BEGINNING
        ? "Very many have this in their names; shown are those whose user names begin with it: "
            + many.toLowerCase(java.util.Locale.ROOT)
            + ". Type more to narrow it down."
        : many + ".";
  }

  public List<Person> people() {
    return found.people();
  }

  /** Whose identities are shown, when somebody's are. */
  public String owner() {
    return String.join(" and ", found.owners());
  }

  /** To what else it is narrowed, as the boxes say it. */
  public List<Choice> narrowed() {
    return found.groups().stream()
        .filter(group -> group.facet() != Facet.OWNER)
        .flatMap(group -> group.choices().stream())
        .filter(Choice::ticked)
        .toList();
  }

  public String ofOwner(Person person) {
    return ListQuery.ofOwner(person.id());
  }
}
