package dev.steward.console.identity;

import dev.steward.console.Deed;
import dev.steward.console.Viewer;
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
import dev.steward.query.Condition.Some;
import dev.steward.registry.Attribute;
import dev.steward.registry.Browsing;
import dev.steward.registry.Browsing.Browsed;
import dev.steward.registry.Browsing.Sought;
import dev.steward.registry.Identities;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BadRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for identities as somebody asks for them, among those that are theirs to see. */
@RequestScoped
class IdentitySearch {

  static final int PAGE = 50;

  private static final long NOT_COUNTED = -1;
  private static final int SHORTEST_PART = 3;
  private static final int MOST_WORDS = 6;
  private static final int MOST_CLIENTS = 100;
  private static final int MOST_PEOPLE = 5;

  private final Viewer viewer;
  private final Browsing browsing;
  private final Identities identities;
  private final Inventory inventory;
  private final Suggestions suggestions;
  private final Namesakes namesakes;

  IdentitySearch(
      Viewer viewer,
      Browsing browsing,
      Identities identities,
      Inventory inventory,
      Suggestions suggestions,
      Namesakes namesakes) {
    this.viewer = viewer;
    this.browsing = browsing;
    this.identities = identities;
    this.inventory = inventory;
    this.suggestions = suggestions;
    this.namesakes = namesakes;
  }

  /** A box to tick, and how many identities it would leave, if that was counted. */
  record Choice(Facet facet, String value, long count, boolean ticked) {

    public String label() {
      return facet.label(value);
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
    if (!query.control().isEmpty()) {
      among.add(linkedTo(query.control()));
    }
    List<Condition> beginning = new ArrayList<>(among);
    if (!query.text().isEmpty()) {
      among.add(named(query.text()));
      beginning.add(new Begins(Attribute.USER_NAME, query.text()));
    }
    List<Choice> choices = choices(query);
    Browsed browsed =
        browsing.browse(
            new Sought(
                among.isEmpty() ? Condition.ALWAYS : new All(among),
                query.text().isEmpty() ? null : new All(beginning),
                ticked(query, null),
                choices.stream().map(choice -> with(query, choice)).toList()),
            query.start(),
            PAGE);
    return new Found(
        browsed,
        groups(choices, browsed.counts()),
        owner,
        query.text().isEmpty() || !viewer.may(Deed.SEE_EVERYTHING)
            ? List.of()
            : suggestions.known(query.text(), MOST_PEOPLE));
  }

  private List<Choice> choices(ListQuery query) {
    List<String> realms = identities.realms();
    List<Choice> choices = new ArrayList<>();
    for (Facet facet : Facet.values()) {
      for (String value : facet.values(realms)) {
        choices.add(new Choice(facet, value, 0, query.isTicked(facet, value)));
      }
    }
    return choices;
  }

  private static List<Group> groups(List<Choice> choices, List<Long> counts) {
    List<Group> groups = new ArrayList<>();
    for (Facet facet : Facet.values()) {
      List<Choice> some = new ArrayList<>();
      for (int place = 0; place < choices.size(); place++) {
        Choice one = choices.get(place);
        if (one.facet() == facet) {
          long count = counts.isEmpty() ? NOT_COUNTED : counts.get(place);
          some.add(new Choice(facet, one.value(), count, one.ticked()));
        }
      }
      if (!some.isEmpty()) {
        groups.add(new Group(facet, List.copyOf(some)));
      }
    }
    return groups;
  }

  /** The ticked boxes of all other facets, and this one. */
  private static Condition with(ListQuery query, Choice choice) {
    return new All(
        List.of(ticked(query, choice.facet()), choice.facet().condition(choice.value())));
  }

  /**
   * That something is as ticked. What is revoked is shown to those who ask for it.
   *
   * @param without the facet that is left open; null for none
   */
  private static Condition ticked(ListQuery query, @Nullable Facet without) {
    List<Condition> all = new ArrayList<>();
    for (Map.Entry<Facet, Set<String>> each : query.ticked().entrySet()) {
      if (each.getKey() != without) {
        all.add(new Any(each.getValue().stream().map(each.getKey()::condition).toList()));
      }
    }
    if (without != Facet.STANDING && !query.ticked().containsKey(Facet.STANDING)) {
      all.add(new Compare(Attribute.INTENT, Operator.NOT_EQUAL, Intent.REVOKED));
    }
    return new All(all);
  }

  /** That each word is a part of a name, or that a client id begins with all of it. */
  private Condition named(String text) {
    List<Condition> words =
        text.lines()
            .flatMap(line -> List.of(line.split("\\s+")).stream())
            .filter(word -> !word.isEmpty())
            .limit(MOST_WORDS)
            .map(IdentitySearch::part)
            .toList();
    List<Condition> any = new ArrayList<>();
    any.add(new All(words));
    if (text.length() >= SHORTEST_PART) {
      inventory.beginningWith(text, MOST_CLIENTS).stream()
          .map(client -> equal(Attribute.CLIENT, client.uuid()))
          .forEach(any::add);
    }
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

  private static Condition linkedTo(String control) {
    if (control.indexOf(':') < 0) {
      return equal(Attribute.CONTROL_FRAMEWORK, control);
    }
    try {
      ControlLink link = ControlLink.of(control);
      return new Some(
          Attribute.CONTROL,
          new All(
              List.of(
                  equal(Attribute.CONTROL_FRAMEWORK, link.framework()),
                  equal(Attribute.CONTROL, link.control()))));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e.getMessage(), e);
    }
  }

  private static Condition equal(Attribute attribute, Object value) {
    return new Compare(attribute, Operator.EQUAL, value);
  }
}
