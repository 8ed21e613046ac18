package dev.steward.group;

import dev.steward.query.Field;
import dev.steward.query.Several;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What groups can be asked for by. */
public enum GroupField implements Field {
  ID("id", UUID.class, Case.EXACT),
  DISPLAY_NAME("display_name", String.class, Case.IGNORED),
  EXTERNAL_ID("external_id", String.class, Case.EXACT),
  CREATED("created", Instant.class, Case.EXACT),
  MODIFIED("modified", Instant.class, Case.EXACT),
  MEMBER("member", String.class, Case.EXACT),
  MEMBER_TYPE("type", Member.Type.class, Case.EXACT);

  private static final Several MEMBERS = new Several("scim_group_member", "group_id", false);

  private final String column;
  private final Class<?> type;
  private final Case texts;

  GroupField(String column, Class<?> type, Case texts) {
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
      case MEMBER, MEMBER_TYPE -> MEMBERS;
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
    return this == ID;
  }

  @Override
  public boolean isRequired() {
    return switch (this) {
      case ID, DISPLAY_NAME, CREATED, MODIFIED -> true;
      default -> false;
    };
  }

  private enum Case {
    EXACT,
    IGNORED
  }
}
