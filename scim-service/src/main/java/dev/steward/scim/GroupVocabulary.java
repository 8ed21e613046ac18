package dev.steward.scim;

import dev.steward.group.GroupField;
import dev.steward.query.Condition;
import dev.steward.query.Field;
import dev.steward.scim.Queryable.Plain;
import java.util.Map;
import java.util.Optional;

/** What lists of groups can be asked for. */
final class GroupVocabulary implements Vocabulary {

  private static final Map<String, Field> FIELDS =
      Map.of(
          "id", GroupField.ID,
          "externalId", GroupField.EXTERNAL_ID,
          "displayName", GroupField.DISPLAY_NAME,
          "members", GroupField.MEMBER,
          "members.value", GroupField.MEMBER,
          "members.type", GroupField.MEMBER_TYPE,
          "meta.created", GroupField.CREATED,
          "meta.lastModified", GroupField.MODIFIED);

  @Override
  public Optional<Queryable> of(AttributePath path) {
    return Optional.ofNullable(FIELDS.get(path.relative())).map(Plain::new);
  }

  @Override
  public Optional<Field> collection(AttributePath path) {
    return path.name().equals("members") ? Optional.of(GroupField.MEMBER) : Optional.empty();
  }

  @Override
  public Condition among(AttributePath path, Condition ofOneValue) {
    return ofOneValue;
  }
}
