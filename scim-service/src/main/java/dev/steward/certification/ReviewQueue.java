package dev.steward.certification;

import dev.steward.database.Database;
import dev.steward.database.Statement;
import dev.steward.delivery.ClientUse;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.problem.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The open reviews in the order in which they are due, for whoever works through them. */
@ApplicationScoped
public class ReviewQueue {

  private static final int MOST_LOOKED_AT = 2_000;

  /** Of more names that begin so, some are met soon by whoever walks through the reviews. */
  private static final int MOST_NAMED = 2_000;

  /** Behind whatever may follow the beginning of a name. */
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  /** What waits for one person stands in the order of its due, and so does what is open. */
  private static final String MINE =
      """
      from (
        select review_id as id, identity_id, due, risk_tier from awaited_verdict
        where person = ? and not abstained
      ) r join identity i on i.id = r.identity_id
      where true
      """;

  private static final String ALL =
      """
      from review r join identity i on i.id = r.identity_id
      where r.closed_at is null and ?::text is null
      """;

  private static final String NARROWED =
      """
        and (?::text is null or r.risk_tier = ?)
        and (not ? or r.due < ?)
        and (?::text is null
          or lower(i.user_name) like ? escape '\\' or lower(i.display_name) like ? escape '\\')
        and (?::date is null or (r.due, r.id) > (?, ?))
      """;

  private static final String NAMED =
      """
        and r.identity_id = any (?::text[]::uuid[])
      """;

  private static final String UNUSED =
      """
        and (?::date is null or (r.due, r.id) <= (?, ?))
        and not exists (
          select from last_use u
          where u.realm = i.realm and u.client_uuid = i.client_uuid and u.last_day >= ?)
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
  public record Place(LocalDate due, UUID review) {

    /**
     * The place that an address has, as {@link #text} wrote it.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Place read(String text) {
      try {
        int cut = Math.max(0, text.indexOf('_'));
        return new Place(
            Queries.storedDay(text.substring(0, cut)), UUID.fromString(text.substring(cut + 1)));
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(text + " is no place among reviews", e);
      }
    }

    /** As addresses have it. */
    public String text() {
      return due + "_" + review;
    }
  }

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

    /** All that are open. */
    public static final Which EVERYBODYS = new Which(null, null, false, false, null);

    /** All of one person's. */
    public static Which of(String reviewer) {
      return new Which(reviewer, null, false, false, null);
    }

    private Which ofAnyName() {
      return new Which(reviewer, tier, late, unused, null);
    }

    private @Nullable String beginning() {
      return name == null ? null : name.toLowerCase(Locale.ROOT);
    }

    private @Nullable String pattern() {
      String beginning = beginning();
      return beginning == null ? null : beginning.replaceAll("[\\\\%_]", "\\\\$0") + "%";
    }
  }

  /** Some of them, and the place from which to go on; null behind the last one. */
  public record Part(List<QueuedReview> reviews, @Nullable Place next) {}

  /**
   * Up to {@code limit} of them from after a place on. However few of them are unused, no more than
   * so many are looked at.
   */
  public Part part(Which which, @Nullable Place after, int limit) {
    Optional<List<UUID>> named = named(which);
    Place end = which.unused() && named.isEmpty() ? end(which, after) : null;
    List<QueuedReview> found = page(which, named, after, end, limit + 1);
    return found.size() > limit
        ? new Part(found.subList(0, limit), found.get(limit - 1).place())
        : new Part(found, end);
  }

  /**
   * The identities whose names begin as they are to, where they are few. They are asked for in the
   * order of their letters: the index of the parts of names would look at all that have a part.
   */
  private Optional<List<UUID>> named(Which which) {
    String beginning = which.beginning();
    if (beginning == null) {
      return Optional.empty();
    }
    List<UUID> found =
        database.list(
            """
            select id from identity
            where intent <> 'REVOKED'
              and ((lower(user_name) ~>=~ ? and lower(user_name) ~<~ ?)
                or (lower(display_name) ~>=~ ? and lower(display_name) ~<~ ?))
            limit ?
            """,
            row -> row.uuid("id"),
            beginning,
            beginning + LAST,
            beginning,
            beginning + LAST,
            MOST_NAMED + 1);
    return Optional.of(found).filter(few -> few.size() <= MOST_NAMED);
  }

  /** Where the stretch ends that is looked at; null when all of them are. */
  private @Nullable Place end(Which which, @Nullable Place after) {
    List<@Nullable Object> values = values(which, after);
    values.add(MOST_LOOKED_AT - 1);
    return database
        .first(
            "select r.due, r.id "
                + from(which)
                + NARROWED
                + "order by r.due, r.id offset ? limit 1",
            row -> new Place(row.date("due"), row.uuid("id")),
            values.toArray())
        .orElse(null);
  }

  private List<QueuedReview> page(
      Which which,
      Optional<List<UUID>> named,
      @Nullable Place after,
      @Nullable Place end,
      int limit) {
    LocalDate lately = today().minusDays(ClientUse.LATELY);
    List<@Nullable Object> values = Statement.values(clock.instant(), lately);
    values.addAll(values(named.isPresent() ? which.ofAnyName() : which, after));
    named.ifPresent(values::add);
    if (which.unused()) {
      values.addAll(Statement.values(due(end), due(end), id(end), lately));
    }
    values.add(limit);
    return database.list(
        FACTS
            + from(which)
            + NARROWED
            + (named.isPresent() ? NAMED : "")
            + (which.unused() ? UNUSED : "")
            + "order by r.due, r.id limit ?",
        QueuedReview::read,
        values.toArray());
  }

  private static String from(Which which) {
    return which.reviewer() == null ? ALL : MINE;
  }

  private List<@Nullable Object> values(Which which, @Nullable Place after) {
    String tier = which.tier() == null ? null : which.tier().name();
    String pattern = which.pattern();
    return Statement.values(
        which.reviewer(),
        tier,
        tier,
        which.late(),
        today(),
        pattern,
        pattern,
        pattern,
        due(after),
        due(after),
        id(after));
  }

  private static @Nullable LocalDate due(@Nullable Place place) {
    return place == null ? null : place.due();
  }

  private static @Nullable UUID id(@Nullable Place place) {
    return place == null ? null : place.review();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** The one after a place, or the first when that was the last. */
  public Optional<QueuedReview> next(Which which, Place after) {
    return part(which, after, 1).reviews().stream()
        .findFirst()
        .or(() -> part(which, null, 1).reviews().stream().findFirst());
  }
}
