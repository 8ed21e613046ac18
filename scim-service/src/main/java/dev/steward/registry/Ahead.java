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

  /** How many of one person end within a time; one beyond {@code most} when there are more. */
  public long count(String person, Duration within, int most) {
    Instant now = clock.instant();
    return database.number(
        """
        select count(*) from (
          select from identity i
          where i.id in (
              select o.identity_id from identity_owner o
              where o.person = ? and o.accepted_at is not null)
            and i.intent = 'APPROVED' and i.begun and i.good_until > ? and i.good_until < ?
          limit ?) as ending
        """,
        person,
        now,
        now.plus(within),
        most + 1);
  }

  /** Those of one person that end within a time, the soonest first. */
  public List<Ending> of(String person, Duration within, int limit) {
    Instant now = clock.instant();
    return database.list(
        """
        select i.id, i.user_name, i.display_name, i.risk_tier, i.good_until,
          coalesce(i.good_until = i.valid_until, false) as itself
        from identity i
        where i.id in (
            select o.identity_id from identity_owner o
            where o.person = ? and o.accepted_at is not null)
          and i.intent = 'APPROVED' and i.begun and i.good_until > ? and i.good_until < ?
        order by i.good_until, i.id limit ?
        """,
        Ending::read,
        person,
        now,
        now.plus(within),
        limit);
  }
}
