package dev.steward.evidence;

import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.database.TimeOrdered;
import dev.steward.ledger.Verification;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Recomputations of the whole tree that people ask for. One runs at a time, beside the request that
 * asked for it, and what came of it is kept: a large ledger takes minutes.
 */
@ApplicationScoped
public class LedgerChecks {

  private static final Logger LOG = Logger.getLogger(LedgerChecks.class);

  /** A check that takes longer is taken for one whose server ended. */
  private static final Duration LONGEST = Duration.ofHours(2);

  private static final long LOCK = 0x4368_6563_6bL;

  private final LedgerCheck check;
  private final Database database;
  private final Clock clock;

  LedgerChecks(LedgerCheck check, Database database, Clock clock) {
    this.check = check;
    this.database = database;
    this.clock = clock;
  }

  /**
   * A recomputation.
   *
   * @param proven whether all that was signed is so; null while it runs
   * @param size how many entries were read
   * @param flaw what is wrong, in a word
   */
  public record Check(
      Instant askedAt,
      String askedBy,
      @Nullable Instant finishedAt,
      @Nullable Boolean proven,
      @Nullable Long size,
      @Nullable String root,
      @Nullable String flaw,
      @Nullable String detail) {

    public boolean running() {
      return finishedAt == null;
    }

    private static Check read(Row row) {
      return new Check(
          row.instant("asked_at"),
          row.text("asked_by"),
          row.optionalInstant("finished_at"),
          (Boolean) row.value("proven", Boolean.class),
          row.optionalNumber("size"),
          row.optionalText("root"),
          row.optionalText("flaw"),
          row.optionalText("detail"));
    }
  }

  /**
   * Has the ledger recomputed, unless that is under way, and waits a moment for the end of it.
   *
   * @param patience how long to wait; a small ledger takes less
   */
  public void ask(String person, Duration patience) {
    UUID id = TimeOrdered.id(clock);
    if (!begin(id, person)) {
      return;
    }
    Thread worker = Thread.ofVirtual().name("ledger-check").start(() -> run(id));
    try {
      worker.join(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean begin(UUID id, String person) {
    Instant now = clock.instant();
    return database.update(
            """
            with turn as materialized (select pg_advisory_xact_lock(?))
            insert into ledger_check (id, asked_at, asked_by)
            select ?, ?, ? from turn
            where not exists (
              select from ledger_check where finished_at is null and asked_at > ?)
            """,
            LOCK,
            id,
            now,
            person,
            now.minus(LONGEST))
        == 1;
  }

  private void run(UUID id) {
    try {
      switch (check.verify()) {
        case Verification.Proven proven ->
            finish(id, true, proven.size(), proven.root().base64(), null, null);
        case Verification.Broken broken -> {
          LOG.errorf("the ledger does not hold: %s at %d", broken.detail(), broken.position());
          finish(id, false, broken.position(), null, broken.flaw().name(), broken.detail());
        }
      }
    } catch (RuntimeException e) {
      LOG.errorf(e, "the ledger could not be checked");
      finish(id, false, null, null, "NOT_CHECKED", "the check broke off; try again");
    }
  }

  private void finish(
      UUID id,
      boolean proven,
      @Nullable Long size,
      @Nullable String root,
      @Nullable String flaw,
      @Nullable String detail) {
    database.update(
        """
        update ledger_check set
          finished_at = ?, proven = ?, size = ?, root = ?, flaw = ?, detail = ?
        where id = ?
        """,
        clock.instant(),
        proven,
        size,
        root,
        flaw,
        detail,
        id);
  }

  /** The one that was asked for last. */
  public Optional<Check> newest() {
    return database.first(
        """
        select asked_at, asked_by, finished_at, proven, size, root, flaw, detail
        from ledger_check order by asked_at desc, id desc limit 1
        """,
        Check::read);
  }
}
