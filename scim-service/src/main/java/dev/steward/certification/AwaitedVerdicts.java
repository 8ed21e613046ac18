package dev.steward.certification;

import dev.steward.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** How many reviews wait for somebody's verdict, without those they left to others. */
@ApplicationScoped
public class AwaitedVerdicts {

  /** Beyond so many nobody counts further. */
  public static final int MANY = 1_000;

  private static final Duration ROUND = Duration.ofDays(30);

  private final Database database;
  private final Clock clock;

  AwaitedVerdicts(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * How far a reviewer is: how many wait, one beyond {@link #MANY} when there are more, and how
   * many they decided in the last thirty days.
   */
  public record Progress(long open, long decided) {}

  /**
   * Those of some identities whose reviews wait for a reviewer. Each is looked up by itself: a plan
   * for anybody would hold all that waits for them against all that is asked for.
   */
  public Set<UUID> among(String reviewer, Collection<UUID> identities) {
    return Set.copyOf(
        database.lookUp(
            """
            select asked.id::uuid as identity_id
            from unnest(?::text[]) as asked (id) cross join lateral (
              select from awaited_verdict
              where identity_id = asked.id::uuid and person = ? and not abstained limit 1) as found
            """,
            row -> row.uuid("identity_id"),
            identities.stream().map(UUID::toString).toList(),
            reviewer));
  }

  /** How many wait for a reviewer; one beyond {@link #MANY} when there are more. */
  public long open(String reviewer) {
    return open(reviewer, MANY);
  }

  /** The same, counted to another number; one beyond it when there are more. */
  public long open(String reviewer, int most) {
    return database.lookUpNumber(
        """
        select count(*) from (
          select from awaited_verdict where person = ? and not abstained limit ?) as open
        """,
        reviewer,
        most + 1);
  }

  public Progress progress(String reviewer) {
    return new Progress(
        open(reviewer),
        database.number(
            """
            select count(*) from review r
            where r.reviewer = ? and r.closed_at >= ?
              and exists (
                select from identity_owner o
                where o.identity_id = r.identity_id and o.person = r.reviewer)
            """,
            reviewer,
            clock.instant().minus(ROUND)));
  }
}
