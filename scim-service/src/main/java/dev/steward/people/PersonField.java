package dev.steward.people;

import dev.steward.query.Field;
import java.time.Instant;
import java.util.UUID;

/** What people can be asked for by. */
public enum PersonField implements Field {
  LISTED("listed", Boolean.class, Case.EXACT),
  ID("id", String.class, Case.EXACT),
  USER_NAME("userName", String.class, Case.IGNORED),
  ACTIVE("active", Boolean.class, Case.EXACT),
  EXTERNAL_ID("externalId", String.class, Case.EXACT),
  DISPLAY_NAME("displayName", String.class, Case.IGNORED),
  FORMATTED_NAME("formattedName", String.class, Case.IGNORED),
  FAMILY_NAME("familyName", String.class, Case.IGNORED),
  GIVEN_NAME("givenName", String.class, Case.IGNORED),
  MIDDLE_NAME("middleName", String.class, Case.IGNORED),
  HONORIFIC_PREFIX("honorificPrefix", String.class, Case.IGNORED),
  HONORIFIC_SUFFIX("honorificSuffix", String.class, Case.IGNORED),
  NICK_NAME("nickName", String.class, Case.IGNORED),
  PROFILE_URL("profileUrl", String.class, Case.EXACT),
  TITLE("title", String.class, Case.IGNORED),
  USER_TYPE("userType", String.class, Case.IGNORED),
  PREFERRED_LANGUAGE("preferredLanguage", String.class, Case.IGNORED),
  LOCALE("locale", String.class, Case.IGNORED),
  TIMEZONE("timezone", String.class, Case.IGNORED),
  EMPLOYEE_NUMBER("employeeNumber", String.class, Case.IGNORED),
  COST_CENTER("costCenter", String.class, Case.IGNORED),
  ORGANIZATION("organization", String.class, Case.IGNORED),
  DIVISION("division", String.class, Case.IGNORED),
  DEPARTMENT("department", String.class, Case.IGNORED),
  MANAGER("manager", String.class, Case.EXACT),
  CREATED("created", Instant.class, Case.EXACT),
  MODIFIED("modified", Instant.class, Case.EXACT),
  KIND("values.kind", PersonValue.Kind.class, Case.EXACT),
  VALUE("values.value", String.class, Case.IGNORED),
  EXACT_VALUE("values.value", String.class, Case.EXACT),
  CONTENT("values.content", String.class, Case.EXACT),
  DISPLAY("values.display", String.class, Case.IGNORED),
  TYPE("values.type", String.class, Case.IGNORED),
  PRIMARY("values.primary", Boolean.class, Case.EXACT),
  FORMATTED("values.formatted", String.class, Case.IGNORED),
  STREET_ADDRESS("values.streetAddress", String.class, Case.IGNORED),
  LOCALITY("values.locality", String.class, Case.IGNORED),
  REGION("values.region", String.class, Case.IGNORED),
  POSTAL_CODE("values.postalCode", String.class, Case.IGNORED),
  COUNTRY("values.country", String.class, Case.IGNORED),
  GROUP("memberships.group", UUID.class, Case.EXACT),
  GROUP_NAME("memberships.displayName", String.class, Case.IGNORED);

  private final String path;
  private final Class<?> type;
  private final Case texts;

  PersonField(String path, Class<?> type, Case texts) {
    this.path = path;
    this.type = type;
    this.texts = texts;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Class<?> type() {
    return type;
  }

  @Override
  public boolean ignoresCase() {
    return texts == Case.IGNORED;
  }

  @Override
  public boolean isRequired() {
    return switch (this) {
      case LISTED, ID, USER_NAME, ACTIVE, CREATED, MODIFIED -> true;
      default -> false;
    };
  }

  private enum Case {
    EXACT,
    IGNORED
  }
}
