package dev.steward.notice;

import dev.steward.database.Database;
import dev.steward.database.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people are to be told and have been told. A letter is sent once, or given up. */
@ApplicationScoped
class Letters {

  /** Longer than any attempt takes; a letter whose sender was killed is tried again then. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  private static final Duration KEPT = Duration.ofDays(400);
  private static final int LONGEST_CAUSE = 500;

  private final Database database;
  private final Clock clock;

  Letters(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A line of a letter to a person. */
  record Line(
      String kind,
      UUID subject,
      String person,
      String name,
      @Nullable Instant until,
      int attempts) {

    private static Line read(Row row) {
      return new Line(
          row.text("kind"),
          row.uuid("subject"),
          row.text("person"),
          row.text("name"),
          row.optionalInstant("until"),
          (int) row.number("attempts"));
    }
  }

  /** Writes down up to {@code most} lines about what nobody was written to about yet. */
  @Transactional
  void write(Occasion occasion, int most) {
    database.list(
        """
        insert into letter (kind, subject, person, name, until, written_at, next_attempt_at)
        select about.kind, o.subject, o.person, o.name, o.until, moment.at, moment.at
        from (select ?::timestamptz as at) moment
        cross join (select ?::text as kind) about
        cross join lateral (%s) o
        where not exists (
          select from letter l
          where l.kind = about.kind and l.subject = o.subject and l.person = o.person)
        limit ? on conflict do nothing returning subject
        """
            .formatted(occasion.open()),
        row -> row.uuid("subject"),
        clock.instant(),
        occasion.kind(),
        most);
  }

  /** All lines that are due to some people, until the end of the lease nobody else's to send. */
  @Transactional
  List<Line> claim(int people) {
    Instant now = clock.instant();
    return database.list(
        """
        update letter l set next_attempt_at = ?, attempts = attempts + 1
        from (
          select kind, subject, person from letter
          where sent_at is null and given_up_at is null and next_attempt_at <= ?
            and person in (
              select distinct person from letter
              where sent_at is null and given_up_at is null and next_attempt_at <= ?
              order by person limit ?)
          for update skip locked
        ) d
        where l.kind = d.kind and l.subject = d.subject and l.person = d.person
        returning l.kind, l.subject, l.person, l.name, l.until, l.attempts
        """,
        Line::read,
        now.plus(LEASE),
        now,
        now,
        people);
  }

  @Transactional
  void sent(Collection<Line> lines) {
    close("update letter set sent_at = ? where " + THESE, lines, clock.instant());
  }

  @Transactional
  void giveUp(Collection<Line> lines, String cause) {
    close(
        "update letter set given_up_at = ?, cause = ? where " + THESE,
        lines,
        clock.instant(),
        shortened(cause));
  }

  @Transactional
  void retry(Collection<Line> lines, Instant at, String cause) {
    close(
        "update letter set next_attempt_at = ?, cause = ? where " + THESE,
        lines,
        at,
        shortened(cause));
  }

  /** Forgets what nobody will ask about any more. */
  @Transactional
  void forgetOld() {
    database.update(
        "delete from letter where coalesce(sent_at, given_up_at) < ?", clock.instant().minus(KEPT));
  }

  private static final String THESE =
      """
      (kind, subject, person) in (
        select kind, subject::uuid, person
        from unnest(?::text[], ?::text[], ?::text[]) as t (kind, subject, person))
      """;

  private void close(String sql, Collection<Line> lines, Object... first) {
    Object[] parameters = Arrays.copyOf(first, first.length + 3);
    parameters[first.length] = lines.stream().map(Line::kind).toList();
    parameters[first.length + 1] = lines.stream().map(line -> line.subject().toString()).toList();
    parameters[first.length + 2] = lines.stream().map(Line::person).toList();
    database.update(sql, parameters);
  }

  private static String shortened(String cause) {
    return cause.substring(0, Math.min(cause.length(), LONGEST_CAUSE));
  }
}
