package dev.steward.certification;

import dev.steward.database.Database;
import dev.steward.identity.Identity.RiskTier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The open reviews in the order in which they are due, for whoever works through them. */
@ApplicationScoped
public class ReviewQueue {

  /** Beyond so many nobody counts further. */
  public static final int MANY = 1_000;

  private static final int LATELY = 90;
  private static final Duration ROUND = Duration.ofDays(30);

  /** Reviews of one reviewer are found by what they answer for, those of everybody by the due. */
  private static final String MINE =
      """
      from identity_owner mine
      join review r on r.identity_id = mine.identity_id and r.closed_at is null
      join identity i on i.id = r.identity_id
      where mine.person = ? and mine.accepted_at is not null
        and not exists (
          select from identity_owner other
          where other.identity_id = mine.identity_id and other.person = mine.person
            and other.accepted_at is not null and other.position < mine.position)
        and not exists (
          select from abstention a where a.review_id = r.id and a.reviewer = mine.person)
      """;

  private static final String ALL =
      """
      from review r join identity i on i.id = r.identity_id
      where r.closed_at is null and ?::text is null
      """;

  private static final String NARROWED =
      """
        and (?::text is null or i.risk_tier = ?)
        and (not ? or r.due < ?)
        and (?::text is null
          or lower(i.user_name) like ? escape '\\' or lower(i.display_name) like ? escape '\\')
        and (not ? or not exists (
          select from last_use u
          where u.realm = i.realm and u.client_uuid = i.client_uuid and u.last_day >= ?))
        and (?::date is null or (r.due, r.id) > (?, ?))
      """;

  private static final String FACTS =
      """
      select r.id, r.identity_id, i.version, i.user_name, i.display_name, i.purpose, i.kind,
        i.risk_tier, r.due, i.client_uuid is not null as has_client, i.scopes,
        standing(i.intent, i.begun, i.grace_from, i.brownout_from, i.good_until, ?) as standing,
        (select u.last_day from last_use u
          where u.realm = i.realm and u.client_uuid = i.client_uuid) as last_day,
        array(
          select s.name from unnest(i.scopes) as s (name)
          where exists (select from metering)
            and not exists (
              select from use_of_part p
              where p.realm = i.realm and p.client_uuid = i.client_uuid and p.kind = 'SCOPE'
                and p.name = s.name and p.last_granted >= ?)
          order by s.name) as unused,
        array(
          select o.person from identity_owner o
          where o.identity_id = i.id and o.accepted_at is not null
          order by o.position) as owners
      """;

  private final Database database;
  private final Clock clock;

  ReviewQueue(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Where a page ends. */
  public record Place(LocalDate due, UUID review) {}

  /**
   * Which reviews are meant.
   *
   * @param reviewer whose, without those they left to others; null for everybody's
   * @param late only those whose day is over
   * @param unused only those of identities that got no token for ninety days
   * @param name how the identity's name begins
   */
  public record Which(
      @Nullable String reviewer,
      @Nullable RiskTier tier,
      boolean late,
      boolean unused,
      @Nullable String name) {

    /** All of one person's. */
    public static Which of(String reviewer) {
      return new Which(reviewer, null, false, false, null);
    }

    private @Nullable String pattern() {
      return name == null
          ? null
          : name.toLowerCase(java.util.Locale.ROOT).replaceAll("[\\\\%_]", "\\\\$0") + "%";
    }
  }

  /**
   * How far a reviewer is: how many wait, one beyond {@link #MANY} when there are more, and how
   * many they decided in the last thirty days.
   */
  public record Progress(long open, long decided) {}

  /** Up to {@code limit} of them from after a place on. */
  public List<QueuedReview> page(Which which, @Nullable Place after, int limit) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    String tier = which.tier() == null ? null : which.tier().name();
    return database.list(
        FACTS + (which.reviewer() == null ? ALL : MINE) + NARROWED + "order by r.due, r.id limit ?",
        QueuedReview::read,
        clock.instant(),
        today.minusDays(LATELY),
        which.reviewer(),
        tier,
        tier,
        which.late(),
        today,
        which.pattern(),
        which.pattern(),
        which.pattern(),
        which.unused(),
        today.minusDays(LATELY),
        after == null ? null : after.due(),
        after == null ? null : after.due(),
        after == null ? null : after.review(),
        limit);
  }

  /** The one after a place, or the first when that was the last. */
  public Optional<QueuedReview> next(Which which, Place after) {
    return page(which, after, 1).stream()
        .findFirst()
        .or(() -> page(which, null, 1).stream().findFirst());
  }

  /** How many wait for a reviewer; one beyond {@link #MANY} when there are more. */
  public long open(String reviewer) {
    return database.number(
        "select count(*) from (select r.id " + MINE + " limit ?) as open", reviewer, MANY + 1);
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
