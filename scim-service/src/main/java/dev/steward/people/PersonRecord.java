package dev.steward.people;

import dev.steward.people.PersonFacts.Employment;
import dev.steward.people.PersonFacts.Name;
import dev.steward.people.PersonFacts.Traits;
import dev.steward.people.PersonValue.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A new description of a person in the ledger's words: which attributes it made different. */
final class PersonRecord {

  private PersonRecord() {}

  /**
   * @param before what was said of the person before; null when nobody had said anything
   */
  static Map<String, Object> of(
      String id, long version, @Nullable PersonFacts before, PersonFacts after) {
    Map<String, Object> was = before == null ? Map.of() : facts(before);
    Map<String, Object> is = facts(after);
    var changed = new TreeSet<>(was.keySet());
    changed.addAll(is.keySet());
    changed.removeIf(attribute -> Objects.equals(was.get(attribute), is.get(attribute)));
    Map<String, Object> detail = new TreeMap<>();
    detail.put("person", id);
    detail.put("version", version);
    detail.put("changed", List.copyOf(changed));
    if (changed.contains("active")) {
      detail.put("active", after.active());
    }
    return detail;
  }

  private static Map<String, Object> facts(PersonFacts person) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("userName", person.userName());
    facts.put("active", person.active());
    put(facts, "externalId", person.externalId());
    put(facts, "displayName", person.displayName());
    put(facts, "name", person.name().equals(Name.NONE) ? null : person.name());
    Traits traits = person.traits();
    put(facts, "nickName", traits.nickName());
    put(facts, "profileUrl", traits.profileUrl());
    put(facts, "title", traits.title());
    put(facts, "userType", traits.userType());
    put(facts, "preferredLanguage", traits.preferredLanguage());
    put(facts, "locale", traits.locale());
    put(facts, "timezone", traits.timezone());
    Employment employment = person.employment();
    put(facts, "employeeNumber", employment.employeeNumber());
    put(facts, "costCenter", employment.costCenter());
    put(facts, "organization", employment.organization());
    put(facts, "division", employment.division());
    put(facts, "department", employment.department());
    put(facts, "manager", employment.manager());
    for (Kind kind : Kind.values()) {
      List<PersonValue> values =
          person.values().stream().filter(value -> value.kind() == kind).toList();
      put(facts, kind.attribute(), values.isEmpty() ? null : values);
    }
    return facts;
  }

  private static void put(Map<String, Object> facts, String attribute, @Nullable Object value) {
    if (value != null) {
      facts.put(attribute, value);
    }
  }
}
