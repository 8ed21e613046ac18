package dev.steward.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.database.Row;
import dev.steward.identity.Owner;
import dev.steward.people.People;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who answers for an identity, as it stands on its record and as the registry knows them.
 *
 * @param accepted when they said yes
 * @param somebody who that is; nothing when it is nobody whom the registry knows
 * @param overLimit since when they own more of the identity's tier than anybody should
 */
public record Answering(
    String person,
    Owner.Role role,
    @Nullable Instant accepted,
    Optional<Somebody> somebody,
    @Nullable Instant overLimit) {

  /** Who answers for an identity {@code i}, in the order in which they were named. */
  public static final String COLUMN =
      """
      array(
        select json_build_array(o.person, o.role, o.accepted_at,
          (select t.since from over_limit t where t.person = o.person and t.risk_tier = i.risk_tier),
          p.gone_at, %s, p.listed, p.present, p.deleted)::text
        from identity_owner o left join person p on p.id = o.person
        where o.identity_id = i.id order by o.position)
      """
          .formatted(People.label("p"));

  /**
   * What the registry knows of a person.
   *
   * @param name what they are called
   * @param listed whether they are there to be shown
   * @param present whether they can be asked
   * @param deleted whether they left for good
   * @param goneAt since when they are away or gone
   */
  public record Somebody(
      String name, boolean listed, boolean present, boolean deleted, @Nullable Instant goneAt) {

    /** Whether they are away, and may come back. */
    public boolean disabled() {
      return !present && !deleted;
    }
  }

  /** Who stands in {@link #COLUMN}. */
  public static Stream<Answering> of(Row row, String column) {
    return row.arrays(column).map(Answering::read);
  }

  private static Answering read(JsonNode told) {
    @Nullable Instant goneAt = instant(told.path(4));
    return new Answering(
        told.path(0).asText(),
        Owner.Role.valueOf(told.path(1).asText()),
        instant(told.path(2)),
        Optional.ofNullable(told.path(5).textValue())
            .map(
                name ->
                    new Somebody(
                        name,
                        told.path(6).asBoolean(),
                        told.path(7).asBoolean(),
                        told.path(8).asBoolean(),
                        goneAt)),
        instant(told.path(3)));
  }

  private static @Nullable Instant instant(JsonNode told) {
    return told.isTextual() ? OffsetDateTime.parse(told.textValue()).toInstant() : null;
  }
}
