package dev.steward.people;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.database.Asides;
import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.people.PersonFacts.Employment;
import dev.steward.people.PersonFacts.Name;
import dev.steward.people.PersonFacts.Traits;
import dev.steward.people.RecordedPerson.Account;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** People as they stand, for who only looks: read whole by one statement, and watched by nobody. */
@ApplicationScoped
class PersonSnapshots {

  private final Database database;

  PersonSnapshots(Database database) {
    this.database = database;
  }

  /** Who has that id and is there to be shown, and what others want to know beside them. */
  Optional<RecordedPerson> find(String id, Asides asides) {
    return all(List.of(id), asides).stream().findFirst();
  }

  /** Those of the given ids who are there to be shown, by id. */
  Map<String, RecordedPerson> all(Collection<String> ids) {
    return all(ids, Asides.NONE).stream()
        .collect(Collectors.toMap(RecordedPerson::id, Function.identity()));
  }

  private List<RecordedPerson> all(Collection<String> ids, Asides asides) {
    return read("and p.listed", ids, asides);
  }

  /** Who has that id, or had it. */
  Optional<RecordedPerson> even(String id) {
    return read("", List.of(id), Asides.NONE).stream().findFirst();
  }

  private List<RecordedPerson> read(String which, Collection<String> ids, Asides asides) {
    return database.lookUp(
        """
        select p.*, (
          select json_agg(json_build_array(v.kind, v.value, v.content, v.display, v.type,
            v.is_primary, v.formatted, v.street_address, v.locality, v.region, v.postal_code,
            v.country) order by v.position)::text
          from person_value v where v.person_id = p.id) as several%s
        from person p
        where p.id = any (?) %s
        """
            .formatted(asides.columns(), which),
        row -> {
          asides.take(row);
          return read(row);
        },
        asides.parameters(ids).toArray());
  }

  private static RecordedPerson read(Row row) {
    return new RecordedPerson(
        row.text("id"),
        row.number("version"),
        facts(row),
        row.constant("account", Account.class),
        row.optionalInstant("fed_at"),
        row.flag("present"),
        row.instant("created"),
        row.instant("modified"));
  }

  private static PersonFacts facts(Row row) {
    return new PersonFacts(
        row.text("user_name"),
        row.flag("active"),
        row.optionalText("external_id"),
        row.optionalText("display_name"),
        new Name(
            row.optionalText("formatted_name"),
            row.optionalText("family_name"),
            row.optionalText("given_name"),
            row.optionalText("middle_name"),
            row.optionalText("honorific_prefix"),
            row.optionalText("honorific_suffix")),
        new Traits(
            row.optionalText("nick_name"),
            row.optionalText("profile_url"),
            row.optionalText("title"),
            row.optionalText("user_type"),
            row.optionalText("preferred_language"),
            row.optionalText("locale"),
            row.optionalText("timezone")),
        new Employment(
            row.optionalText("employee_number"),
            row.optionalText("cost_center"),
            row.optionalText("organization"),
            row.optionalText("division"),
            row.optionalText("department"),
            row.optionalText("manager")),
        row.elements("several").map(PersonSnapshots::value).toList());
  }

  private static PersonValue value(JsonNode one) {
    @Nullable Boolean primary = one.path(5).isBoolean() ? one.path(5).asBoolean() : null;
    return new PersonValue(
        PersonValue.Kind.valueOf(one.path(0).asText()),
        one.path(1).textValue(),
        one.path(2).textValue(),
        one.path(3).textValue(),
        one.path(4).textValue(),
        primary,
        one.path(6).textValue(),
        one.path(7).textValue(),
        one.path(8).textValue(),
        one.path(9).textValue(),
        one.path(10).textValue(),
        one.path(11).textValue());
  }
}
