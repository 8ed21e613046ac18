package dev.steward.certification;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.identity.Identity.Id;
import dev.steward.registry.IdentityRevoked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The reviews there are and were. */
@ApplicationScoped
public class Reviews {

  private static final String COLUMNS =
      "id, identity_id, opened_at, due, verdict, reason, reviewer, made, closed_at";

  private final Database database;
  private final Clock clock;

  Reviews(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A review that was just opened, and the version of the identity that it is about. */
  record Opened(UUID review, Id identity, long version, LocalDate due) {}

  /**
   * Opens up to {@code most} reviews that are due soon; each identity has one open at a time. One
   * that somebody changes meanwhile is left to the next sweep.
   */
  @Transactional(TxType.MANDATORY)
  List<Opened> openDue(LocalDate today, int daysAhead, int most) {
    return database.list(
        """
        with soon as (
          select id, version, review_due from identity i
          where intent = 'APPROVED' and begun and review_due <= ?::date + ?
            and review_due - least(?, (review_due - last_reviewed) / 3) <= ?
            and not exists (
              select from review r where r.identity_id = i.id and r.closed_at is null)
          order by review_due limit ? for no key update skip locked
        ), opened as (
          insert into review (identity_id, opened_at, due)
          select id, ?, review_due from soon
          on conflict (identity_id) where closed_at is null do nothing
          returning id, identity_id
        )
        select opened.id, identity_id, version, review_due
        from opened join soon on soon.id = identity_id
        """,
        row ->
            new Opened(
                row.uuid("id"),
                new Id(row.uuid("identity_id")),
                row.number("version"),
                row.date("review_due")),
        today,
        daysAhead,
        daysAhead,
        today,
        most,
        clock.instant());
  }

  /**
   * Open reviews in the order in which they are due.
   *
   * @param reviewer whose, or null for everybody's
   */
  public List<OpenReview> open(
      @Nullable String reviewer, @Nullable LocalDate afterDue, @Nullable UUID after, int limit) {
    return database.list(
        """
        select r.id, r.identity_id, i.version, i.user_name, i.display_name, i.kind, i.risk_tier,
          standing(i.intent, i.begun, i.grace_from, i.brownout_from, i.good_until, ?) as standing,
          r.due, r.opened_at,
          array(
            select o.person from identity_owner o join person p on p.id = o.person
            where o.identity_id = i.id and p.present and o.accepted_at is not null
            order by array_position(array['OWNER', 'SPONSOR', 'BACKUP'], o.role), o.position
          ) as reviewers
        from review r join identity i on i.id = r.identity_id
        where r.closed_at is null
          and (?::text is null or r.id in (
            select review_id from awaited_verdict
            where person = ? and (?::date is null or (due, review_id) > (?, ?))
            order by due, review_id limit ?))
          and (?::date is null or (r.due, r.id) > (?, ?))
        order by r.due, r.id limit ?
        """,
        OpenReview::read,
        clock.instant(),
        reviewer,
        reviewer,
        afterDue,
        afterDue,
        after,
        limit,
        afterDue,
        afterDue,
        after,
        limit);
  }

  public Optional<Review> find(UUID id) {
    return database.first("select " + COLUMNS + " from review where id = ?", Reviews::review, id);
  }

  /** How an identity was decided about before, the newest first. */
  public List<Review> earlier(Id identity, int most) {
    return database.lookUp(
        "select "
            + COLUMNS
            + """
               from review where identity_id = ? and closed_at is not null
              order by opened_at desc limit ?
              """,
        Reviews::review,
        identity.value(),
        most);
  }

  /**
   * The review and its identity, until the end of the transaction nobody else's to decide.
   *
   * <p>The identity first, as everybody does who touches both.
   */
  @Transactional(TxType.MANDATORY)
  Optional<Review> lock(UUID id) {
    return find(id)
        .flatMap(
            review -> {
              database.list(
                  "select id from identity where id = ? for no key update",
                  row -> row.uuid("id"),
                  review.identity().value());
              return database.first(
                  "select " + COLUMNS + " from review where id = ? for update",
                  Reviews::review,
                  id);
            });
  }

  @Transactional(TxType.MANDATORY)
  void close(Review review, Verdict verdict, String reviewer, long seen, long made) {
    database.update(
        """
        update review set
          verdict = ?, reason = ?, reviewer = ?, seen = ?, made = ?, closed_at = ?
        where id = ?
        """,
        verdict.name(),
        verdict.reason(),
        reviewer,
        seen,
        made,
        clock.instant(),
        review.id());
  }

  /** Tells whether this reviewer abstains for the first time. */
  @Transactional(TxType.MANDATORY)
  boolean abstain(Review review, String reviewer, String reason) {
    return database.update(
            """
            insert into abstention (review_id, reviewer, reason, at) values (?, ?, ?, ?)
            on conflict do nothing
            """,
            review.id(),
            reviewer,
            reason,
            clock.instant())
        == 1;
  }

  /** Nobody needs to decide about what was revoked. A verdict in the same transaction still may. */
  void closeOvertaken(@Observes IdentityRevoked revoked) {
    database.update(
        """
        update review set verdict = 'OVERTAKEN', closed_at = ?
        where identity_id = ? and closed_at is null
        """,
        clock.instant(),
        revoked.identity().value());
  }

  long openCount() {
    return database.number("select count(*) from review where closed_at is null");
  }

  private static Review review(Row row) {
    Instant closedAt = row.optionalInstant("closed_at");
    return new Review(
        row.uuid("id"),
        new Id(row.uuid("identity_id")),
        row.instant("opened_at"),
        row.date("due"),
        closedAt == null
            ? null
            : new Review.Closed(
                row.text("verdict"),
                row.optionalText("reason"),
                row.optionalText("reviewer"),
                row.optionalNumber("made"),
                closedAt));
  }
}
