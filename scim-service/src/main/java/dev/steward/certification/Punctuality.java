package dev.steward.certification;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.database.Statement;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.tally.Tallies;
import dev.steward.tally.Tally;
import dev.steward.tally.Weeks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether reviews are decided in time, by the week in which they were due. Reviews of what was
 * revoked meanwhile do not count: nobody had to decide them.
 */
@ApplicationScoped
public class Punctuality implements Tally {

  /** The weeks before this one that are told of. */
  public static final int WEEKS_PAST = 8;

  /** This week and those after it that are told of. */
  public static final int WEEKS_AHEAD = 4;

  /** The state of a review {@code r} on a day (UTC). */
  private static final String STATE =
      """
      case
        when r.closed_at is null and r.due < ?::date then 'OVERDUE'
        when r.closed_at is null then 'OPEN'
        when (r.closed_at at time zone 'UTC')::date > r.due then 'LATE'
        else 'IN_TIME'
      end
      """;

  private final Database database;
  private final Tallies tallies;
  private final Clock clock;

  Punctuality(Database database, Tallies tallies, Clock clock) {
    this.database = database;
    this.tallies = tallies;
    this.clock = clock;
  }

  /** What became of a review. */
  public enum State {
    /** Decided on the day it was due or before. */
    IN_TIME,
    /** Decided after that. */
    LATE,
    /** Not decided, and not due yet. */
    OPEN,
    /** Not decided, although it was due. */
    OVERDUE
  }

  /**
   * How many reviews due in a week are in a state; what is overdue for longer has a week before.
   */
  public record Count(LocalDate week, State state, long found) {

    private static Count read(Row row) {
      return new Count(row.date("week"), row.constant("state", State.class), row.number("found"));
    }
  }

  /** A place in the list of reviews. */
  public record Place(LocalDate due, UUID id) {}

  /** A review that was due, or is. */
  public record Due(
      UUID id,
      UUID identity,
      String userName,
      @Nullable String displayName,
      RiskTier tier,
      LocalDate due,
      State state,
      @Nullable String verdict,
      @Nullable Instant closedAt) {

    public Place place() {
      return new Place(due, id);
    }

    private static Due read(Row row) {
      return new Due(
          row.uuid("id"),
          row.uuid("identity_id"),
          row.text("user_name"),
          row.optionalText("display_name"),
          row.constant("risk_tier", RiskTier.class),
          row.date("due"),
          row.constant("state", State.class),
          row.optionalText("verdict"),
          row.optionalInstant("closed_at"));
    }
  }

  public List<Count> counts() {
    return database.lookUp(
        "select week, state, found from review_week order by week, state", Count::read);
  }

  /** The first week that is told of. */
  public LocalDate firstWeek() {
    return Weeks.of(clock.instant()).minusWeeks(WEEKS_PAST);
  }

  /**
   * Reviews due from one day to before another and in a state, in the order of their days.
   *
   * @param after the place of the last one of the page before
   */
  public List<Due> due(
      LocalDate from, LocalDate before, State state, @Nullable Place after, int limit) {
    LocalDate today = today();
    return database.list(
        """
        select r.id, r.identity_id, r.due, r.verdict, r.closed_at, i.user_name, i.display_name,
          i.risk_tier, ? as state
        from review r join identity i on i.id = r.identity_id
        where r.due >= ? and r.due < ? and (r.due, r.id) > (?, ?) and
        """
            + condition(state)
            + " order by r.due, r.id limit ?",
        Due::read,
        state,
        state == State.OPEN ? later(from, today) : from,
        state == State.OVERDUE ? earlier(before, today) : before,
        after == null ? from.minusDays(1) : after.due(),
        after == null ? new UUID(0, 0) : after.id(),
        limit);
  }

  /** What the state says beside the days, in words that an index has. */
  private static String condition(State state) {
    String decided = "r.closed_at is not null and r.verdict <> 'OVERTAKEN' and r.closed_at ";
    return switch (state) {
      case OPEN, OVERDUE -> "r.closed_at is null";
      case LATE -> decided + ">= (r.due + 1)::timestamp at time zone 'UTC'";
      case IN_TIME -> decided + "< (r.due + 1)::timestamp at time zone 'UTC'";
    };
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  @Override
  public String name() {
    return "review-weeks";
  }

  @Override
  public Tallies tallies() {
    return tallies;
  }

  @Override
  public Statement forgetting() {
    return Statement.of("delete from review_week");
  }

  @Override
  public Statement counting() {
    LocalDate first = firstWeek();
    return Statement.of(
        "insert into review_week (week, state, found)"
            + " select greatest(date_trunc('week', r.due)::date, ?::date), "
            + STATE
            + """
                  , count(*) from review r
                  where r.verdict is distinct from 'OVERTAKEN' and r.due < ?
                    and (r.due >= ? or r.closed_at is null)
                  group by 1, 2
                  """,
        first.minusWeeks(1),
        today(),
        first.plusWeeks(WEEKS_PAST + (long) WEEKS_AHEAD),
        first);
  }
}
