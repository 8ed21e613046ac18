package dev.steward.console.identity;

import dev.steward.console.Deed;
import dev.steward.console.Viewer;
import dev.steward.console.identity.Boxes.Choice;
import dev.steward.console.identity.Boxes.Group;
import dev.steward.delivery.Inventory;
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
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for identities as somebody asks for them, among those that are theirs to see. */
@RequestScoped
class IdentitySearch {

  static final int PAGE = 50;

  private static final int MOST_CLIENTS = 100;
  private static final int MOST_PEOPLE = 5;

  private final Viewer viewer;
  private final Browsing browsing;
  private final Boxes boxes;
  private final Inventory inventory;
  private final Suggestions suggestions;
  private final Namesakes namesakes;
  private final Clock clock;

  IdentitySearch(
      Viewer viewer,
      Browsing browsing,
      Boxes boxes,
      Inventory inventory,
      Suggestions suggestions,
      Namesakes namesakes,
      Clock clock) {
    this.viewer = viewer;
    this.browsing = browsing;
    this.boxes = boxes;
    this.inventory = inventory;
    this.suggestions = suggestions;
    this.namesakes = namesakes;
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param people people whose names begin with the text; what they answer for is a click away
   */
  record Found(Browsed browsed, List<Group> groups, List<Person> people) {

    /** How those are called who have to answer for all of it. */
    List<String> owners() {
      return groups.stream()
          .filter(group -> group.facet() == Facet.OWNER)
          .flatMap(group -> group.choices().stream())
          .filter(Choice::ticked)
          .map(Choice::label)
          .toList();
    }
  }

  Found find(ListQuery query) {
    Map<String, String> owners = namesakes.idsOf(query.ticked(Facet.OWNER));
    List<Choice> choices = boxes.fixed(query);
    List<Choice> ofFew = new ArrayList<>(boxes.controls(query));
    ofFew.addAll(boxes.reviews(query));
    Sought sought = sought(query, owners.values(), choices, ofFew);
    Browsed browsed = browsing.browse(sought, query.start(), PAGE);
    List<Choice> all = new ArrayList<>();
    boolean everything = sought.among().equals(Condition.ALWAYS) && query.ticked().isEmpty();
    Iterator<Long> counts = browsed.counts().iterator();
    choices.forEach(
        choice ->
            all.add(counts.hasNext() ? choice.counted(counts.next()) : Boxes.uncounted(choice)));
    ofFew.forEach(
        choice ->
            all.add(
                counts.hasNext()
                    ? choice.counted(counts.next())
                    : everything ? choice : Boxes.uncounted(choice)));
    all.addAll(boxes.owners(query, owners, browsed));
    return new Found(
        browsed,
        boxes.groups(all),
        query.text().isEmpty() || !viewer.may(Deed.SEE_EVERYTHING)
            ? List.of()
            : suggestions.known(query.text(), MOST_PEOPLE));
  }

  /** What a query looks for, with nothing to be counted in boxes. */
  Sought sought(ListQuery query) {
    return sought(query, namesakes.idsOf(query.ticked(Facet.OWNER)).values(), List.of(), List.of());
  }

  private Sought sought(
      ListQuery query, Collection<String> owners, List<Choice> choices, List<Choice> ofFew) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<Condition> among = new ArrayList<>();
    if (!viewer.may(Deed.SEE_EVERYTHING)) {
      among.add(equal(Attribute.ANSWERING, viewer.person()));
    }
    owners.forEach(owner -> among.add(Facet.OWNER.condition(owner, today)));
    query
        .ticked(Facet.CONTROL)
        .forEach(control -> among.add(Facet.CONTROL.condition(control, today)));
    List<Condition> beginning = new ArrayList<>(among);
    List<Condition> hints = List.of();
    if (!query.text().isEmpty()) {
      NameSearch names = new NameSearch(query.text(), clients(query.text()));
      among.add(names.condition());
      hints = names.hints();
      beginning.add(new Begins(Attribute.USER_NAME, query.text()));
    }
    return new Sought(
        among.isEmpty() ? Condition.ALWAYS : new All(among),
        hints,
        query.text().isEmpty() ? null : new All(beginning),
        ticked(query, null, today),
        choices.stream().map(choice -> with(query, choice, today)).toList(),
        ofFew.stream().map(choice -> with(query, choice, today)).toList());
  }

  private List<Condition> clients(String text) {
    return text.length() < NameSearch.SHORTEST_PART
        ? List.of()
        : inventory.beginningWith(text, MOST_CLIENTS).stream()
            .map(client -> equal(Attribute.CLIENT, client.uuid()))
            .toList();
  }

  /** The ticked boxes of all other facets, and this one. */
  private static Condition with(ListQuery query, Choice choice, LocalDate today) {
    return new All(
        List.of(
            ticked(query, choice.facet(), today), choice.facet().condition(choice.value(), today)));
  }

  /**
   * That something is as ticked, apart from what leads to it: all of that has to be there. What is
   * revoked is shown to those who ask for it.
   *
   * @param without the facet that is left open; null for none
   */
  private static Condition ticked(ListQuery query, @Nullable Facet without, LocalDate today) {
    List<Condition> all = new ArrayList<>();
    for (Map.Entry<Facet, Set<String>> each : query.ticked().entrySet()) {
      if (each.getKey() != without && !each.getKey().leads()) {
        all.add(
            new Any(
                each.getValue().stream()
                    .map(value -> each.getKey().condition(value, today))
                    .toList()));
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
