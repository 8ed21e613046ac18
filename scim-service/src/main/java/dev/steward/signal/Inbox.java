package dev.steward.signal;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.jobs.Job;
import dev.steward.signal.Signal.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The signals that arrived, each once, until somebody has looked where they point.
 *
 * <p>They are kept for longer than any signal is taken, so that none is taken twice. Times are the
 * database's, so that all replicas agree on them.
 */
@ApplicationScoped
class Inbox implements Job {

  private static final Duration PAUSE = Duration.ofHours(1);
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final Database database;
  private final SignalConfig config;

  Inbox(Database database, SignalConfig config) {
    this.database = database;
    this.config = config;
  }

  /** A signal that somebody has in hand. */
  record Waiting(String jti, Kind kind, String subject, int attempts) {

    private static Waiting read(Row row) {
      return new Waiting(
          row.text("jti"),
          row.constant("kind", Kind.class),
          row.text("subject"),
          (int) row.number("attempts"));
    }
  }

  /** The database's time. */
  Instant now() {
    return database.list("select now() as now", row -> row.instant("now")).getFirst();
  }

  /**
   * Takes a signal in, in the transaction of what it changes at once.
   *
   * @param waits whether there is something to look at
   * @return whether it is new
   */
  @Transactional(TxType.MANDATORY)
  boolean take(Signal signal, boolean waits) {
    return database.update(
            """
            insert into signal (jti, event, kind, subject, told, state)
            values (?, ?, ?, ?, ?::jsonb, ?)
            on conflict do nothing
            """,
            signal.jti(),
            signal.event(),
            signal.kind(),
            signal.subject(),
            // what was counted is kept where counts are
            signal.kind() == Kind.CLIENT ? signal.told().toString() : "{}",
            waits ? "WAITING" : "DONE")
        == 1;
  }

  /** Takes some that are due in hand; they are nobody else's until their lease ends. */
  @Transactional
  List<Waiting> claim(Kind kind, int most) {
    return database.list(
        """
        update signal set leased_until = now() + make_interval(secs => ?), attempts = attempts + 1
        where jti in (
          select jti from signal
          where state = 'WAITING' and kind = ? and next_attempt_at <= now()
            and (leased_until is null or leased_until < now())
          order by next_attempt_at limit ? for update skip locked)
        returning jti, kind, subject, attempts
        """,
        Waiting::read,
        (double) LEASE.toSeconds(),
        kind,
        most);
  }

  @Transactional
  void done(List<Waiting> signals) {
    database.update(
        "update signal set state = 'DONE', leased_until = null, last_error = null"
            + " where jti = any (?)",
        names(signals));
  }

  /** Has them tried again later, ever more seldom; after many attempts not any more. */
  @Transactional
  void retry(List<Waiting> signals, String cause) {
    database.update(
        """
        update signal set
          state = case when attempts >= ? then 'GIVEN_UP' else 'WAITING' end,
          next_attempt_at = now() + make_interval(secs => least(300, power(2, attempts))),
          leased_until = null, last_error = ?
        where jti = any (?)
        """,
        config.mostAttempts(),
        cause,
        names(signals));
  }

  private static List<String> names(List<Waiting> signals) {
    return signals.stream().map(Waiting::jti).toList();
  }

  @Override
  public String name() {
    return "signals";
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  /** Throws away what is so old that it would not be taken again. */
  @Override
  public void run() {
    database.update(
        "delete from signal where received_at < now() - make_interval(secs => ?)",
        (double) config.oldest().plus(config.ahead()).plusDays(1).toSeconds());
  }
}
