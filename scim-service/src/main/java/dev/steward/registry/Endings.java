package dev.steward.registry;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.database.Statement;
import dev.steward.identity.Identity.Kind;
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
 * What ends in the coming weeks unless somebody acts: identities whose permit runs out, and what
 * makes it run out.
 */
@ApplicationScoped
public class Endings implements Tally {

  /** This week and those after it. */
  public static final int WEEKS = 12;

  private static final String CAUSE =
      """
      case
        when good_until = hand_over_deadline then 'OWNER'
        when good_until = valid_until then 'VALIDITY'
        else 'REVIEW'
      end
      """;

  private final Database database;
  private final Tallies tallies;
  private final Clock clock;

  Endings(Database database, Tallies tallies, Clock clock) {
    this.database = database;
    this.tallies = tallies;
    this.clock = clock;
  }

  /** What ends an identity's time. */
  public enum Cause {
    /** Nobody reviewed it in time. */
    REVIEW,
    /** Its own end. */
    VALIDITY,
    /** Nobody followed the owners who went. */
    OWNER
  }

  /** How many end in a week for one cause. */
  public record Count(LocalDate week, Cause cause, long found) {

    private static Count read(Row row) {
      return new Count(row.date("week"), row.constant("cause", Cause.class), row.number("found"));
    }
  }

  /** A place in the list of what ends. */
  public record Place(Instant at, UUID id) {}

  /** An identity that ends. */
  public record Ending(
      UUID id,
      String userName,
      @Nullable String displayName,
      Kind kind,
      RiskTier tier,
      Instant at,
      Cause cause) {

    public Place place() {
      return new Place(at, id);
    }

    private static Ending read(Row row) {
      return new Ending(
          row.uuid("id"),
          row.text("user_name"),
          row.optionalText("display_name"),
          row.constant("kind", Kind.class),
          row.constant("risk_tier", RiskTier.class),
          row.instant("good_until"),
          row.constant("cause", Cause.class));
    }
  }

  public List<Count> counts() {
    return database.lookUp(
        "select week, cause, found from ending order by week, cause", Count::read);
  }

  /**
   * What still ends in a week, the soonest first.
   *
   * @param cause why it ends; null for whatever ends then
   * @param after the place of the last one of the page before
   */
  public List<Ending> in(LocalDate week, @Nullable Cause cause, @Nullable Place after, int limit) {
    String name = cause == null ? null : cause.name();
    return database.list(
        "select id, user_name, display_name, kind, risk_tier, good_until, "
            + CAUSE
            + """
               as cause from identity
               where intent = 'APPROVED' and begun and (good_until, id) > (?, ?) and good_until < ?
                 and (?::text is null or ? =
              """
            + CAUSE
            + """
              )
               order by good_until, id limit ?
              """,
        Ending::read,
        after == null ? latest(clock.instant(), start(week)) : after.at(),
        after == null ? new UUID(0, 0) : after.id(),
        start(week.plusWeeks(1)),
        name,
        name,
        limit);
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  @Override
  public String name() {
    return "endings";
  }

  @Override
  public Tallies tallies() {
    return tallies;
  }

  @Override
  public Statement forgetting() {
    return Statement.of("delete from ending");
  }

  @Override
  public Statement counting() {
    Instant now = clock.instant();
    return Statement.of(
        "insert into ending (week, cause, found)"
            + " select date_trunc('week', good_until at time zone 'UTC')::date, "
            + CAUSE
            + """
                  as cause, count(*) from identity
                  where intent = 'APPROVED' and begun and good_until > ? and good_until < ?
                  group by 1, 2
                  """,
        now,
        start(Weeks.of(now).plusWeeks(WEEKS)));
  }
}
