package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.people.PersonFacts;
import dev.steward.people.PersonFacts.Employment;
import dev.steward.people.PersonFacts.Name;
import dev.steward.people.PersonFacts.Traits;
import dev.steward.people.PersonValue;
import dev.steward.people.PersonValue.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a checked document says of a person. */
final class PersonReader {

  private PersonReader() {}

  /**
   * @param active whether the person is active when the document does not say
   */
  static PersonFacts read(ObjectNode document, boolean active) {
    return new PersonFacts(
        document.required("userName").textValue(),
        document.path("active").asBoolean(active),
        Fields.text(document, "externalId"),
        Fields.text(document, "displayName"),
        name(document.path("name")),
        traits(document),
        employment(document.path(EnterpriseSchema.URN)),
        values(document));
  }

  private static Name name(JsonNode name) {
    return new Name(
        Fields.text(name, "formatted"),
        Fields.text(name, "familyName"),
        Fields.text(name, "givenName"),
        Fields.text(name, "middleName"),
        Fields.text(name, "honorificPrefix"),
        Fields.text(name, "honorificSuffix"));
  }

  private static Traits traits(ObjectNode document) {
    return new Traits(
        Fields.text(document, "nickName"),
        Fields.text(document, "profileUrl"),
        Fields.text(document, "title"),
        Fields.text(document, "userType"),
        Fields.text(document, "preferredLanguage"),
        Fields.text(document, "locale"),
        Fields.text(document, "timezone"));
  }

  private static Employment employment(JsonNode extension) {
    return new Employment(
        Fields.text(extension, "employeeNumber"),
        Fields.text(extension, "costCenter"),
        Fields.text(extension, "organization"),
        Fields.text(extension, "division"),
        Fields.text(extension, "department"),
        Fields.reference(extension.path("manager")));
  }

  private static List<PersonValue> values(ObjectNode document) {
    Set<PersonValue> values = new LinkedHashSet<>();
    for (Kind kind : Kind.values()) {
      for (JsonNode one : document.path(kind.attribute())) {
        if (!one.isEmpty()) {
          values.add(value(kind, one));
        }
      }
    }
    return List.copyOf(values);
  }

  private static PersonValue value(Kind kind, JsonNode one) {
    String value = Fields.text(one, "value");
    boolean isLong = kind.isLong();
    return new PersonValue(
        kind,
        isLong ? null : value,
        isLong ? value : null,
        Fields.text(one, "display"),
        Fields.text(one, "type"),
        primary(one),
        Fields.text(one, "formatted"),
        Fields.text(one, "streetAddress"),
        Fields.text(one, "locality"),
        Fields.text(one, "region"),
        Fields.text(one, "postalCode"),
        Fields.text(one, "country"));
  }

  private static @Nullable Boolean primary(JsonNode one) {
    return one.has("primary") ? one.get("primary").booleanValue() : null;
  }
}
