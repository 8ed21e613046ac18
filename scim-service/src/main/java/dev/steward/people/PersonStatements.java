package dev.steward.people;

import dev.steward.database.Statement;
import dev.steward.people.PersonFacts.Employment;
import dev.steward.people.PersonFacts.Name;
import dev.steward.people.PersonFacts.Traits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is written of a person whom a feed describes, with all that goes with it. */
final class PersonStatements {

  /** What the feed says, and when it said so. */
  private static final List<String> COLUMNS =
      columns(
          "version, feed, fed_at, modified, user_name, external_id, display_name",
          "formatted_name, family_name, given_name, middle_name, honorific_prefix",
          "honorific_suffix, nick_name, profile_url, title, user_type, preferred_language",
          "locale, timezone, employee_number, cost_center, organization, division, department",
          "manager");

  private static final List<String> VALUE_COLUMNS =
      columns(
          "person_id, position, kind, value, content, display, type, is_primary, formatted",
          "street_address, locality, region, postal_code, country");

  private static final String INSERT =
      "insert into person (%s, id, created, gone_at) values (%s)"
          .formatted(String.join(", ", COLUMNS), marks(COLUMNS.size() + 3));

  /** Keycloak may speak of the account meanwhile, whatever the version is. */
  private static final String REWRITE =
      """
      update person set %s,
        gone_at = case when present(?, account) then null else coalesce(gone_at, ?) end
      where id = ?
      """
          .formatted(COLUMNS.stream().map(c -> c + " = ?").collect(Collectors.joining(", ")));

  /** Changes no row when it comes too late. */
  private static final String UPDATE = REWRITE + "and version = ?";

  /** Undoes all that is written together with it when it comes too late. */
  private static final String UPDATE_OR_NOTHING = REWRITE + "and is_still_at(version, ?)";

  private PersonStatements() {}

  /**
   * Somebody new.
   *
   * @param others what others write about them
   */
  static List<Statement> insert(RecordedPerson person, List<Statement> others) {
    List<@Nullable Object> values = values(person);
    values.add(person.id());
    values.add(person.created());
    values.add(person.present() ? null : person.modified());
    List<Statement> all = new ArrayList<>();
    all.add(new Statement(INSERT, values));
    several(person).ifPresent(all::add);
    all.addAll(others);
    return all;
  }

  /** A person anew, in a transaction: one that comes too late changes no row of people. */
  static List<Statement> update(
      RecordedPerson before, RecordedPerson after, List<Statement> others) {
    return update(UPDATE, before, after, others);
  }

  /** The same outside of transactions: one that comes too late undoes everything. */
  static List<Statement> updateOrNothing(
      RecordedPerson before, RecordedPerson after, List<Statement> others) {
    return update(UPDATE_OR_NOTHING, before, after, others);
  }

  private static List<Statement> update(
      String sql, RecordedPerson before, RecordedPerson after, List<Statement> others) {
    List<@Nullable Object> values = values(after);
    values.add(feed(after.facts()));
    values.add(after.modified());
    values.add(after.id());
    values.add(before.version());
    List<Statement> all = new ArrayList<>();
    all.add(new Statement(sql, values));
    if (!before.facts().values().equals(after.facts().values())) {
      all.add(Statement.of("delete from person_value where person_id = ?", after.id()));
      several(after).ifPresent(all::add);
    }
    all.addAll(others);
    return all;
  }

  private static String feed(PersonFacts facts) {
    return facts.active() ? "ACTIVE" : "INACTIVE";
  }

  /** In the order of the columns. */
  private static List<@Nullable Object> values(RecordedPerson person) {
    PersonFacts facts = person.facts();
    Name name = facts.name();
    Traits traits = facts.traits();
    Employment employment = facts.employment();
    return Statement.values(
        person.version(),
        feed(facts),
        person.fedAt(),
        person.modified(),
        facts.userName(),
        facts.externalId(),
        facts.displayName(),
        name.formatted(),
        name.family(),
        name.given(),
        name.middle(),
        name.prefix(),
        name.suffix(),
        traits.nickName(),
        traits.profileUrl(),
        traits.title(),
        traits.userType(),
        traits.preferredLanguage(),
        traits.locale(),
        traits.timezone(),
        employment.employeeNumber(),
        employment.costCenter(),
        employment.organization(),
        employment.division(),
        employment.department(),
        employment.manager());
  }

  /** What the person has several of; nothing when there is none. */
  private static Optional<Statement> several(RecordedPerson person) {
    List<PersonValue> values = person.facts().values();
    if (values.isEmpty()) {
      return Optional.empty();
    }
    List<@Nullable Object> parameters = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      parameters.addAll(several(person.id(), i, values.get(i)));
    }
    return Optional.of(
        new Statement(
            "insert into person_value (%s) values %s"
                .formatted(
                    String.join(", ", VALUE_COLUMNS),
                    String.join(
                        ", ",
                        Collections.nCopies(
                            values.size(), "(" + marks(VALUE_COLUMNS.size()) + ")"))),
            parameters));
  }

  private static List<@Nullable Object> several(String id, int position, PersonValue one) {
    return Statement.values(
        id,
        position,
        one.kind(),
        one.value(),
        one.content(),
        one.display(),
        one.type(),
        one.primary(),
        one.formatted(),
        one.streetAddress(),
        one.locality(),
        one.region(),
        one.postalCode(),
        one.country());
  }

  private static List<String> columns(String... lines) {
    return Stream.of(lines).flatMap(line -> Arrays.stream(line.split(", ", -1))).toList();
  }

  private static String marks(int many) {
    return String.join(", ", Collections.nCopies(many, "?"));
  }
}
