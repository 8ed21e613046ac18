package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.group.Membership;
import dev.steward.people.PersonFacts;
import dev.steward.people.PersonFacts.Employment;
import dev.steward.people.PersonFacts.Name;
import dev.steward.people.PersonFacts.Traits;
import dev.steward.people.PersonValue;
import dev.steward.people.RecordedPerson;
import java.util.List;
import java.util.Map;

/**
 * Writes people as SCIM resources.
 *
 * @param names the names of managers, by their ids
 * @param groups the groups that people are in, by the ids of the people
 */
record PersonDocument(
    ResourceType type,
    ScimRequest request,
    Map<String, String> names,
    Map<String, List<Membership>> groups) {

  ObjectNode of(RecordedPerson person) {
    PersonFacts facts = person.facts();
    ObjectNode document = ScimJson.object();
    ObjectNode extension = employment(facts.employment());
    document.putArray("schemas").add(UserSchema.URN);
    document.put("id", person.id());
    Fields.put(document, "externalId", facts.externalId());
    document.put("userName", facts.userName());
    ObjectNode name = name(facts.name());
    if (!name.isEmpty()) {
      document.set("name", name);
    }
    Fields.put(document, "displayName", facts.displayName());
    traits(document, facts.traits());
    document.put("active", facts.active());
    facts.values().forEach(value -> value(document, value));
    Memberships.put(document, groups.getOrDefault(person.id(), List.of()), request.base());
    if (!extension.isEmpty()) {
      document.withArray("schemas").add(EnterpriseSchema.URN);
      document.set(EnterpriseSchema.URN, extension);
    }
    Fields.meta(
        document,
        type,
        request.location(type, person.id()),
        person.created(),
        person.modified(),
        person.version());
    return document;
  }

  private static ObjectNode name(Name name) {
    ObjectNode document = ScimJson.object();
    Fields.put(document, "formatted", name.formatted());
    Fields.put(document, "familyName", name.family());
    Fields.put(document, "givenName", name.given());
    Fields.put(document, "middleName", name.middle());
    Fields.put(document, "honorificPrefix", name.prefix());
    Fields.put(document, "honorificSuffix", name.suffix());
    return document;
  }

  private static void traits(ObjectNode document, Traits traits) {
    Fields.put(document, "nickName", traits.nickName());
    Fields.put(document, "profileUrl", traits.profileUrl());
    Fields.put(document, "title", traits.title());
    Fields.put(document, "userType", traits.userType());
    Fields.put(document, "preferredLanguage", traits.preferredLanguage());
    Fields.put(document, "locale", traits.locale());
    Fields.put(document, "timezone", traits.timezone());
  }

  private static void value(ObjectNode document, PersonValue value) {
    ObjectNode one = document.withArray(value.kind().attribute()).addObject();
    Fields.put(one, "value", value.kind().isLong() ? value.content() : value.value());
    Fields.put(one, "display", value.display());
    Fields.put(one, "formatted", value.formatted());
    Fields.put(one, "streetAddress", value.streetAddress());
    Fields.put(one, "locality", value.locality());
    Fields.put(one, "region", value.region());
    Fields.put(one, "postalCode", value.postalCode());
    Fields.put(one, "country", value.country());
    Fields.put(one, "type", value.type());
    if (value.primary() != null) {
      one.put("primary", value.primary());
    }
  }

  private ObjectNode employment(Employment employment) {
    ObjectNode document = ScimJson.object();
    Fields.put(document, "employeeNumber", employment.employeeNumber());
    Fields.put(document, "costCenter", employment.costCenter());
    Fields.put(document, "organization", employment.organization());
    Fields.put(document, "division", employment.division());
    Fields.put(document, "department", employment.department());
    String manager = employment.manager();
    if (manager != null) {
      ObjectNode reference =
          document
              .putObject("manager")
              .put("value", manager)
              .put("$ref", request.location(type, manager));
      Fields.put(reference, "displayName", names.get(manager));
    }
    return document;
  }
}
