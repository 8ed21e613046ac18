package dev.steward.scim;

import dev.steward.people.PersonField;
import dev.steward.people.PersonValue.Kind;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Any;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Condition.Present;
import dev.steward.query.Field;
import dev.steward.scim.Queryable.Fixed;
import dev.steward.scim.Queryable.Flag;
import dev.steward.scim.Queryable.Plain;
import dev.steward.scim.Queryable.Whole;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What lists of people can be asked for. */
final class PersonVocabulary implements Vocabulary {

  private static final Map<String, Field> NAMES =
      Map.of(
          "name.formatted", PersonField.FORMATTED_NAME,
          "name.familyName", PersonField.FAMILY_NAME,
          "name.givenName", PersonField.GIVEN_NAME,
          "name.middleName", PersonField.MIDDLE_NAME,
          "name.honorificPrefix", PersonField.HONORIFIC_PREFIX,
          "name.honorificSuffix", PersonField.HONORIFIC_SUFFIX);

  private static final Map<String, Field> CORE =
      Map.ofEntries(
          Map.entry("id", PersonField.ID),
          Map.entry("externalId", PersonField.EXTERNAL_ID),
          Map.entry("userName", PersonField.USER_NAME),
          Map.entry("displayName", PersonField.DISPLAY_NAME),
          Map.entry("nickName", PersonField.NICK_NAME),
          Map.entry("profileUrl", PersonField.PROFILE_URL),
          Map.entry("title", PersonField.TITLE),
          Map.entry("userType", PersonField.USER_TYPE),
          Map.entry("preferredLanguage", PersonField.PREFERRED_LANGUAGE),
          Map.entry("locale", PersonField.LOCALE),
          Map.entry("timezone", PersonField.TIMEZONE),
          Map.entry("groups", PersonField.GROUP),
          Map.entry("groups.value", PersonField.GROUP),
          Map.entry("groups.display", PersonField.GROUP_NAME),
          Map.entry("meta.created", PersonField.CREATED),
          Map.entry("meta.lastModified", PersonField.MODIFIED));

  private static final Map<String, Field> ENTERPRISE =
      Map.of(
          "employeeNumber", PersonField.EMPLOYEE_NUMBER,
          "costCenter", PersonField.COST_CENTER,
          "organization", PersonField.ORGANIZATION,
          "division", PersonField.DIVISION,
          "department", PersonField.DEPARTMENT,
          "manager", PersonField.MANAGER,
          "manager.value", PersonField.MANAGER);

  /** The parts of one of several values. */
  private static final Map<String, Field> PARTS =
      Map.of(
          "display", PersonField.DISPLAY,
          "type", PersonField.TYPE,
          "formatted", PersonField.FORMATTED,
          "streetAddress", PersonField.STREET_ADDRESS,
          "locality", PersonField.LOCALITY,
          "region", PersonField.REGION,
          "postalCode", PersonField.POSTAL_CODE,
          "country", PersonField.COUNTRY);

  @Override
  public Optional<Queryable> of(AttributePath path) {
    if (path.isExtension()) {
      return plain(ENTERPRISE.get(path.relative()));
    }
    return kind(path)
        .map(kind -> ofValue(kind, path))
        .orElseGet(
            () ->
                switch (path.relative()) {
                  case "active" -> Optional.of(isTrue(PersonField.ACTIVE));
                  case "name" -> Optional.of(new Whole(anyOf(NAMES)));
                  case "schemas" -> Optional.of(schemas());
                  default ->
                      plain(NAMES.get(path.relative())).or(() -> plain(CORE.get(path.relative())));
                });
  }

  private static Optional<Queryable> ofValue(Kind kind, AttributePath path) {
    if (path.sub() == null) {
      return kind == Kind.ADDRESS
          ? Optional.of(new Whole(new Present(PersonField.KIND)))
          : plain(value(kind));
    }
    String part = Schema.name(path.sub());
    return switch (part) {
      case "value" -> plain(value(kind));
      case "primary" -> Optional.of(isTrue(PersonField.PRIMARY));
      default -> plain(PARTS.get(part));
    };
  }

  @Override
  public Optional<String> whyNot(AttributePath path) {
    return switch (path.relative()) {
      case "password" -> Optional.of("it is not kept");
      case "groups.type" -> Optional.of("it is worked out when shown; groups.value can be");
      default -> Vocabulary.super.whyNot(path);
    };
  }

  @Override
  public Optional<Field> collection(AttributePath path) {
    if (path.isExtension()) {
      return Optional.empty();
    }
    return path.name().equals("groups")
        ? Optional.of(PersonField.GROUP)
        : kind(path).map(kind -> PersonField.KIND);
  }

  /** All values of whatever kind stand in one collection. */
  @Override
  public Condition among(AttributePath path, Condition ofOneValue) {
    return kind(path)
        .<Condition>map(
            kind ->
                new All(List.of(new Compare(PersonField.KIND, Operator.EQUAL, kind), ofOneValue)))
        .orElse(ofOneValue);
  }

  @Override
  public Optional<Field> primary(AttributePath path) {
    return kind(path).map(kind -> PersonField.PRIMARY);
  }

  private static Optional<Kind> kind(AttributePath path) {
    return Arrays.stream(Kind.values())
        .filter(kind -> !path.isExtension() && kind.attribute().equals(path.name()))
        .findFirst();
  }

  private static Field value(Kind kind) {
    return kind.isLong() ? PersonField.CONTENT : PersonField.VALUE;
  }

  /** Who has nothing to say of where they work is not written in the extension. */
  private static Queryable schemas() {
    return new Fixed(
        Map.of(UserSchema.URN, Condition.ALWAYS, EnterpriseSchema.URN, anyOf(ENTERPRISE)));
  }

  private static Condition anyOf(Map<String, Field> fields) {
    Stream<Condition> present = fields.values().stream().distinct().map(Present::new);
    return new Any(present.toList());
  }

  private static Queryable isTrue(Field field) {
    return new Flag(new Compare(field, Operator.EQUAL, true));
  }

  private static Optional<Queryable> plain(@Nullable Field field) {
    return Optional.ofNullable(field).map(Plain::new);
  }
}
