package dev.steward.group;

import dev.steward.query.Field;
import java.time.Instant;
import java.util.UUID;

/** What groups can be asked for by. */
public enum GroupField implements Field {
  ID("id", UUID.class, Case.EXACT),
  DISPLAY_NAME("displayName", String.class, Case.IGNORED),
  EXTERNAL_ID("externalId", String.class, Case.EXACT),
  CREATED("created", Instant.class, Case.EXACT),
  MODIFIED("modified", Instant.class, Case.EXACT),
  MEMBER("members.member", String.class, Case.EXACT),
  MEMBER_TYPE("members.type", Member.Type.class, Case.EXACT);

  private final String path;
  private final Class<?> type;
  private final Case texts;

  GroupField(String path, Class<?> type, Case texts) {
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
      case ID, DISPLAY_NAME, CREATED, MODIFIED -> true;
      default -> false;
    };
  }

  private enum Case {
    EXACT,
    IGNORED
  }
}
