package dev.steward.console.identity;

import dev.steward.console.Deed;
import dev.steward.console.Viewer;
import dev.steward.control.ControlCatalogues;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.people.People;
import dev.steward.people.Person;
import dev.steward.registry.Browsing;
import dev.steward.registry.Browsing.Browsed;
import dev.steward.registry.ControlCoverage;
import dev.steward.registry.Identities;
import dev.steward.registry.OwnerTally;
import dev.steward.registry.OwnerTally.Owned;
import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The boxes beside a list of identities, and what is written at them. */
@RequestScoped
class Boxes {

  private static final long NOT_COUNTED = -1;
  private static final int MOST_CONTROLS = 6;
  private static final int MOST_OWNERS = 6;

  private final Viewer viewer;
  private final Identities identities;
  private final ControlCoverage coverage;
  private final ControlCatalogues catalogues;
  private final OwnerTally owners;
  private final People people;

  Boxes(
      Viewer viewer,
      Identities identities,
      ControlCoverage coverage,
      ControlCatalogues catalogues,
      OwnerTally owners,
      People people) {
    this.viewer = viewer;
    this.identities = identities;
    this.coverage = coverage;
    this.catalogues = catalogues;
    this.owners = owners;
    this.people = people;
  }

  /**
   * A box to tick, and how many identities it would leave, if that was counted.
   *
   * @param said how the address spells the value
   */
  record Choice(Facet facet, String value, String said, String label, long count, boolean ticked) {

    Choice counted(long number) {
      return new Choice(facet, value, said, label, number, ticked);
    }

    public String words() {
      if (count == NOT_COUNTED) {
        return "";
      }
      return count > Browsing.MANY ? "%,d+".formatted(Browsing.MANY) : Long.toString(count);
    }
  }

  /** The boxes of one facet. */
  record Group(Facet facet, List<Choice> choices) {}

  /** Those of facets whose values are always the same. */
  List<Choice> fixed(ListQuery query) {
    List<String> realms = identities.realms();
    List<Choice> choices = new ArrayList<>();
    for (Facet facet : Facet.values()) {
      if (facet != Facet.REVIEW) {
        choices.addAll(choices(facet, realms, 0, query));
      }
    }
    return choices;
  }

  /** Whether there is a current review: counted of few, as what is rare among many is. */
  List<Choice> reviews(ListQuery query) {
    return choices(Facet.REVIEW, List.of(), NOT_COUNTED, query);
  }

  private static List<Choice> choices(
      Facet facet, List<String> realms, long count, ListQuery query) {
    return facet.values(realms).stream()
        .map(
            value ->
                new Choice(
                    facet, value, value, facet.label(value), count, query.isTicked(facet, value)))
        .toList();
  }

  /**
   * The controls that most are linked to, with how many of all as last counted, and those that are
   * ticked.
   */
  List<Choice> controls(ListQuery query) {
    Map<String, Long> linked = new LinkedHashMap<>();
    coverage.most(MOST_CONTROLS).forEach((link, many) -> linked.put(link.toString(), many));
    query.ticked(Facet.CONTROL).forEach(control -> linked.putIfAbsent(control, NOT_COUNTED));
    return linked.entrySet().stream()
        .map(
            each ->
                new Choice(
                    Facet.CONTROL,
                    each.getKey(),
                    each.getKey(),
                    label(each.getKey()),
                    each.getValue(),
                    query.isTicked(Facet.CONTROL, each.getKey())))
        .toList();
  }

  /**
   * Those who are ticked, and those who answer for most: of what was found, where that is little;
   * of all, for those who see all, elsewhere.
   *
   * @param ticked the people who are ticked, by the words for them
   */
  List<Choice> owners(ListQuery query, Map<String, String> ticked, Browsed browsed) {
    Map<String, Long> counted = new LinkedHashMap<>();
    ticked.values().forEach(person -> counted.put(person, browsed.total()));
    List<Owned> most =
        !browsed.found().isEmpty()
            ? owners.among(browsed.found(), MOST_OWNERS)
            : browsed.total() > 0 && viewer.may(Deed.SEE_EVERYTHING)
                ? owners.most(MOST_OWNERS)
                : List.of();
    boolean known = !browsed.found().isEmpty() || !query.isNarrowed();
    for (Owned owned : most) {
      counted.putIfAbsent(owned.person(), known ? owned.identities() : NOT_COUNTED);
    }
    Map<String, String> said = new LinkedHashMap<>();
    ticked.forEach((word, person) -> said.put(person, word));
    Map<String, Person> people = this.people.known(counted.keySet());
    return counted.entrySet().stream()
        .map(
            each -> {
              String id = each.getKey();
              return new Choice(
                  Facet.OWNER,
                  id,
                  said.getOrDefault(id, id),
                  label(id, people),
                  each.getValue(),
                  said.containsKey(id));
            })
        .toList();
  }

  /** All of them, by their facets. */
  List<Group> groups(List<Choice> choices) {
    return Arrays.stream(Facet.values())
        .map(
            facet ->
                new Group(
                    facet, choices.stream().filter(choice -> choice.facet() == facet).toList()))
        .filter(group -> !group.choices().isEmpty())
        .toList();
  }

  static Choice uncounted(Choice choice) {
    return choice.counted(NOT_COUNTED);
  }

  private static String label(String id, Map<String, Person> people) {
    Person person = people.get(id);
    if (person == null) {
      return id;
    }
    return person.present() ? person.label() : person.label() + " (away)";
  }

  private String label(String control) {
    return control.indexOf(':') < 0
        ? control
        : catalogues
            .find(ControlLink.of(control))
            .map(known -> control + " " + known.title())
            .orElse(control);
  }
}
