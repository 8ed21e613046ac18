package dev.steward.people;

import dev.steward.query.Field;
import dev.steward.query.Several;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people can be asked for by. */
public enum PersonField implements Field {
  LISTED("listed", Boolean.class, Case.EXACT),
  ID("id", String.class, Case.EXACT),
  USER_NAME("user_name", String.class, Case.IGNORED),
  ACTIVE("active", Boolean.class, Case.EXACT),
  EXTERNAL_ID("external_id", String.class, Case.EXACT),
  DISPLAY_NAME("display_name", String.class, Case.IGNORED),
  FORMATTED_NAME("formatted_name", String.class, Case.IGNORED),
  FAMILY_NAME("family_name", String.class, Case.IGNORED),
  GIVEN_NAME("given_name", String.class, Case.IGNORED),
  MIDDLE_NAME("middle_name", String.class, Case.IGNORED),
  HONORIFIC_PREFIX("honorific_prefix", String.class, Case.IGNORED),
  HONORIFIC_SUFFIX("honorific_suffix", String.class, Case.IGNORED),
  NICK_NAME("nick_name", String.class, Case.IGNORED),
  PROFILE_URL("profile_url", String.class, Case.EXACT),
  TITLE("title", String.class, Case.IGNORED),
  USER_TYPE("user_type", String.class, Case.IGNORED),
  PREFERRED_LANGUAGE("preferred_language", String.class, Case.IGNORED),
  LOCALE("locale", String.class, Case.IGNORED),
  TIMEZONE("timezone", String.class, Case.IGNORED),
  EMPLOYEE_NUMBER("employee_number", String.class, Case.IGNORED),
  COST_CENTER("cost_center", String.class, Case.IGNORED),
  ORGANIZATION("organization", String.class, Case.IGNORED),
  DIVISION("division", String.class, Case.IGNORED),
  DEPARTMENT("department", String.class, Case.IGNORED),
  MANAGER("manager", String.class, Case.EXACT),
  CREATED("created", Instant.class, Case.EXACT),
  MODIFIED("modified", Instant.class, Case.EXACT),
  KIND("kind", PersonValue.Kind.class, Case.EXACT),
  VALUE("value", String.class, Case.IGNORED),
  EXACT_VALUE("value", String.class, Case.EXACT),
  CONTENT("content", String.class, Case.EXACT),
  DISPLAY("display", String.class, Case.IGNORED),
  TYPE("type", String.class, Case.IGNORED),
  PRIMARY("is_primary", Boolean.class, Case.EXACT),
  FORMATTED("formatted", String.class, Case.IGNORED),
  STREET_ADDRESS("street_address", String.class, Case.IGNORED),
  LOCALITY("locality", String.class, Case.IGNORED),
  REGION("region", String.class, Case.IGNORED),
  POSTAL_CODE("postal_code", String.class, Case.IGNORED),
  COUNTRY("country", String.class, Case.IGNORED),
  GROUP("group_id", UUID.class, Case.EXACT),
  GROUP_NAME("display_name", String.class, Case.IGNORED);

  private static final Several VALUES = new Several("person_value", "person_id", true);
  private static final Several MEMBERSHIPS = new Several("person_membership", "person_id", false);

  private final String column;
  private final Class<?> type;
  private final Case texts;

  PersonField(String column, Class<?> type, Case texts) {
    this.column = column;
    this.type = type;
    this.texts = texts;
  }

  @Override
  public String column() {
    return column;
  }

  @Override
  public @Nullable Several several() {
    return switch (this) {
      case KIND,
          VALUE,
          EXACT_VALUE,
          CONTENT,
          DISPLAY,
          TYPE,
          PRIMARY,
          FORMATTED,
          STREET_ADDRESS,
          LOCALITY,
          REGION,
          POSTAL_CODE,
          COUNTRY ->
          VALUES;
      case GROUP, GROUP_NAME -> MEMBERSHIPS;
      default -> null;
    };
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
  public boolean isKey() {
    return this == ID || this == USER_NAME;
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
