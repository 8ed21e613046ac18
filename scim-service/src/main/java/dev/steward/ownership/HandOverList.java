package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.database.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The identities that are being handed over, for whoever only reads. */
@ApplicationScoped
class HandOverList {

  private final Database database;
  private final Clock clock;

  HandOverList(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * An identity that waits for an owner.
   *
   * @param daysLeft whole days until the deadline; none when it has passed
   * @param asked the ids of those who were asked and have not answered
   * @param told to whom it was escalated, as {@code step:person}; {@code step:} when to nobody
   */
  public record Waiting(
      UUID identity,
      String userName,
      String riskTier,
      String intent,
      Instant began,
      Instant deadline,
      long daysLeft,
      @Nullable String custodian,
      List<String> asked,
      List<String> told) {

    private static Waiting read(Row row, Instant now) {
      Instant deadline = row.instant("hand_over_deadline");
      return new Waiting(
          row.uuid("id"),
          row.text("user_name"),
          row.text("risk_tier"),
          row.text("intent"),
          row.instant("hand_over_began"),
          deadline,
          Math.max(0, Duration.between(now, deadline).toDays()),
          row.optionalText("custodian"),
          row.texts("asked"),
          row.texts("told"));
    }
  }

  /** Up to {@code limit} of them in the order of their ids, from after one of them on. */
  List<Waiting> list(@Nullable UUID after, int limit) {
    Instant now = clock.instant();
    return database.list(
        """
        select i.id, i.user_name, i.risk_tier, i.intent, i.hand_over_began, i.hand_over_deadline,
          i.custodian,
          array(
            select q.person from ownership_question q
            where q.identity_id = i.id and q.closed_at is null order by q.person) as asked,
          array(
            select lower(e.step) || ':' || coalesce(e.person, '') from hand_over_escalation e
            where e.identity_id = i.id and e.began = i.hand_over_began order by e.at, e.step
          ) as told
        from identity i
        where i.hand_over_deadline is not null and (?::uuid is null or i.id > ?)
        order by i.id limit ?
        """,
        row -> Waiting.read(row, now),
        after,
        after,
        limit);
  }
}
