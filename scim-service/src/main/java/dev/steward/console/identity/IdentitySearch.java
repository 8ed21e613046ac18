package dev.steward.console.identity;

import dev.steward.console.Deed;
import dev.steward.console.Viewer;
import dev.steward.control.ControlCatalogues;
import dev.steward.delivery.Inventory;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Identity.Intent;
import dev.steward.people.Namesakes;
import dev.steward.people.Person;
import dev.steward.people.Suggestions;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Any;
import dev.steward.query.Condition.Begins;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.registry.Attribute;
import dev.steward.registry.Browsing;
import dev.steward.registry.Browsing.Browsed;
import dev.steward.registry.Browsing.Sought;
import dev.steward.registry.ControlCoverage;
import dev.steward.registry.Identities;
import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for identities as somebody asks for them, among those that are theirs to see. */
@RequestScoped
class IdentitySearch {

  static final int PAGE = 50;

  private static final long NOT_COUNTED = -1;
  private static final int MOST_CLIENTS = 100;
  private static final int MOST_CONTROLS = 6;
  private static final int MOST_PEOPLE = 5;

  private final Viewer viewer;
  private final Browsing browsing;
  private final Identities identities;
  private final Inventory inventory;
  private final Suggestions suggestions;
  private final Namesakes namesakes;
  private final ControlCoverage coverage;
  private final ControlCatalogues catalogues;

  IdentitySearch(
      Viewer viewer,
      Browsing browsing,
      Identities identities,
      Inventory inventory,
      Suggestions suggestions,
      Namesakes namesakes,
      ControlCoverage coverage,
      ControlCatalogues catalogues) {
    this.viewer = viewer;
    this.browsing = browsing;
    this.identities = identities;
    this.inventory = inventory;
    this.suggestions = suggestions;
    this.namesakes = namesakes;
    this.coverage = coverage;
    this.catalogues = catalogues;
  }

  /** A box to tick, and how many identities it would leave, if that was counted. */
  record Choice(Facet facet, String value, String label, long count, boolean ticked) {

    Choice counted(long number) {
      return new Choice(facet, value, label, number, ticked);
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

  /**
   * What was found.
   *
   * @param owner the id of whoever was to answer for them; empty for anybody
   * @param owners people whose names begin with the text; what they answer for is a click away
   */
  record Found(Browsed browsed, List<Group> groups, String owner, List<Person> owners) {}

  Found find(ListQuery query) {
    List<Condition> among = new ArrayList<>();
    if (!viewer.may(Deed.SEE_EVERYTHING)) {
      among.add(equal(Attribute.ANSWERING, viewer.person()));
    }
    String owner = query.owner().isEmpty() ? "" : namesakes.idOf(query.owner());
    if (!owner.isEmpty()) {
      among.add(equal(Attribute.OWNER, owner));
    }
    query
        .ticked()
        .getOrDefault(Facet.CONTROL, Set.of())
        .forEach(control -> among.add(Facet.CONTROL.condition(control)));
    List<Condition> beginning = new ArrayList<>(among);
    List<Condition> hints = List.of();
    if (!query.text().isEmpty()) {
      NameSearch names = new NameSearch(query.text(), clients(query.text()));
      among.add(names.condition());
      hints = names.hints();
      beginning.add(new Begins(Attribute.USER_NAME, query.text()));
    }
    List<Choice> choices = choices(query);
    List<Choice> controls = controls(query);
    Browsed browsed =
        browsing.browse(
            new Sought(
                among.isEmpty() ? Condition.ALWAYS : new All(among),
                hints,
                query.text().isEmpty() ? null : new All(beginning),
                ticked(query, null),
                choices.stream().map(choice -> with(query, choice)).toList(),
                controls.stream().map(choice -> with(query, choice)).toList()),
            query.start(),
            PAGE);
    boolean everything = among.isEmpty() && query.ticked().isEmpty();
    return new Found(
        browsed,
        groups(choices, everything ? controls : uncounted(controls), browsed.counts()),
        owner,
        query.text().isEmpty() || !viewer.may(Deed.SEE_EVERYTHING)
            ? List.of()
            : suggestions.known(query.text(), MOST_PEOPLE));
  }

  private List<Condition> clients(String text) {
    return text.length() < NameSearch.SHORTEST_PART
        ? List.of()
        : inventory.beginningWith(text, MOST_CLIENTS).stream()
            .map(client -> equal(Attribute.CLIENT, client.uuid()))
            .toList();
  }

  private List<Choice> choices(ListQuery query) {
    List<String> realms = identities.realms();
    List<Choice> choices = new ArrayList<>();
    for (Facet facet : Facet.values()) {
      for (String value : facet.values(realms)) {
        choices.add(new Choice(facet, value, facet.label(value), 0, query.isTicked(facet, value)));
      }
    }
    return choices;
  }

  /**
   * The controls that most are linked to, with how many of all as last counted, and those that are
   * ticked.
   */
  private List<Choice> controls(ListQuery query) {
    Map<String, Long> linked = new LinkedHashMap<>();
    coverage.most(MOST_CONTROLS).forEach((link, many) -> linked.put(link.toString(), many));
    query
        .ticked()
        .getOrDefault(Facet.CONTROL, Set.of())
        .forEach(control -> linked.putIfAbsent(control, NOT_COUNTED));
    return linked.entrySet().stream()
        .map(
            each ->
                new Choice(
                    Facet.CONTROL,
                    each.getKey(),
                    label(each.getKey()),
                    each.getValue(),
                    query.isTicked(Facet.CONTROL, each.getKey())))
        .toList();
  }

  private String label(String control) {
    return control.indexOf(':') < 0
        ? control
        : catalogues
            .find(ControlLink.of(control))
            .map(known -> control + " " + known.title())
            .orElse(control);
  }

  private static List<Choice> uncounted(List<Choice> choices) {
    return choices.stream().map(choice -> choice.counted(NOT_COUNTED)).toList();
  }

  private static List<Group> groups(
      List<Choice> choices, List<Choice> controls, List<Long> counts) {
    List<Choice> all = new ArrayList<>();
    for (int place = 0; place < choices.size(); place++) {
      all.add(choices.get(place).counted(counts.isEmpty() ? NOT_COUNTED : counts.get(place)));
    }
    for (int place = 0; place < controls.size(); place++) {
      Choice control = controls.get(place);
      int behind = choices.size() + place;
      all.add(behind < counts.size() ? control.counted(counts.get(behind)) : control);
    }
    return Arrays.stream(Facet.values())
        .map(
            facet ->
                new Group(facet, all.stream().filter(choice -> choice.facet() == facet).toList()))
        .filter(group -> !group.choices().isEmpty())
        .toList();
  }

  /** The ticked boxes of all other facets, and this one. */
  private static Condition with(ListQuery query, Choice choice) {
    return new All(
        List.of(ticked(query, choice.facet()), choice.facet().condition(choice.value())));
  }

  /**
   * That something is as ticked, controls apart: all of them have to be there. What is revoked is
   * shown to those who ask for it.
   *
   * @param without the facet that is left open; null for none
   */
  private static Condition ticked(ListQuery query, @Nullable Facet without) {
    List<Condition> all = new ArrayList<>();
    for (Map.Entry<Facet, Set<String>> each : query.ticked().entrySet()) {
      if (each.getKey() != without && each.getKey() != Facet.CONTROL) {
        all.add(new Any(each.getValue().stream().map(each.getKey()::condition).toList()));
      }
    }
    if (without != Facet.STANDING && !query.ticked().containsKey(Facet.STANDING)) {
      all.add(new Compare(Attribute.INTENT, Operator.NOT_EQUAL, Intent.REVOKED));
    }
    return new All(all);
  }

  private static Condition equal(Attribute attribute, Object value) {
    return new Compare(attribute, Operator.EQUAL, value);
  }
}
