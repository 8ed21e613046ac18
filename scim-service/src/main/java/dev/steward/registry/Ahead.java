package dev.steward.registry;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.identity.Identity.RiskTier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person answers for and will soon end. */
@ApplicationScoped
public class Ahead {

  /** What somebody answers for is less than what ends within a month: it is looked at first. */
  private static final String MINE =
      """
      with mine as materialized (
        select distinct identity_id from identity_owner
        where person = ? and accepted_at is not null)
      """;

  private static final String ENDING =
      """
      from mine join identity i on i.id = mine.identity_id
      where i.intent = 'APPROVED' and i.begun and i.good_until > ? and i.good_until < ?
      """;

  private final Database database;
  private final Clock clock;

  Ahead(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * An identity that stops at an instant.
   *
   * @param itself whether its own end is what stops it, rather than a review that nobody gave
   */
  public record Ending(
      UUID id,
      String userName,
      @Nullable String displayName,
      RiskTier tier,
      Instant at,
      boolean itself) {

    public Place place() {
      return new Place(at, id);
    }

    private static Ending read(Row row) {
      return new Ending(
          row.uuid("id"),
          row.text("user_name"),
          row.optionalText("display_name"),
          row.constant("risk_tier", RiskTier.class),
          row.instant("good_until"),
          row.flag("itself"));
    }
  }

  /** A place among what ends, in the order of the instants. */
  public record Place(Instant at, UUID id) {}

  /** How many of one person end within a time; one beyond {@code most} when there are more. */
  public long count(String person, Duration within, int most) {
    Instant now = clock.instant();
    return database.number(
        MINE + "select count(*) from (select " + ENDING + "limit ?) as ending",
        person,
        now,
        now.plus(within),
        most + 1);
  }

  /** Those of one person that end within a time, from after a place on, the soonest first. */
  public List<Ending> of(String person, Duration within, @Nullable Place after, int limit) {
    Instant now = clock.instant();
    return database.list(
        MINE
            + """
              select i.id, i.user_name, i.display_name, i.risk_tier, i.good_until,
                coalesce(i.good_until = i.valid_until, false) as itself
              """
            + ENDING
            + """
              and (?::timestamptz is null or (i.good_until, i.id) > (?, ?))
              order by i.good_until, i.id limit ?
              """,
        Ending::read,
        person,
        now,
        now.plus(within),
        after == null ? null : after.at(),
        after == null ? null : after.at(),
        after == null ? null : after.id(),
        limit);
  }
}
