package dev.steward.certification;

import dev.steward.database.Database;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.identity.Change;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.Identity.Id;
import dev.steward.jobs.Job;
import dev.steward.registry.IdentityRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** The look at every identity: opens the reviews that are due and begins what is to begin. */
@ApplicationScoped
class Sweep implements Job {

  private static final Logger LOG = Logger.getLogger(Sweep.class);
  private static final Actor ACTOR = Actor.system("sweep");
  private static final int BATCH = 500;

  private final Reviews reviews;
  private final IdentityRegistry registry;
  private final Ledger ledger;
  private final Database database;
  private final CertificationConfig config;
  private final Clock clock;

  Sweep(
      Reviews reviews,
      IdentityRegistry registry,
      Ledger ledger,
      Database database,
      CertificationConfig config,
      Clock clock) {
    this.reviews = reviews;
    this.registry = registry;
    this.ledger = ledger;
    this.database = database;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "sweep";
  }

  @Override
  public Duration pause() {
    return config.sweepEvery();
  }

  @Override
  public void run() {
    begin();
    int opened;
    do {
      opened = QuarkusTransaction.requiringNew().call(this::openReviews);
    } while (opened == BATCH);
  }

  private int openReviews() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    int ahead = (int) LocalDate.EPOCH.plus(config.openAhead()).toEpochDay();
    List<Reviews.Opened> opened = reviews.openDue(today, ahead, BATCH);
    for (Reviews.Opened review : opened) {
      ledger.append(
          ACTOR,
          "ReviewOpened",
          review.identity(),
          review.version(),
          Map.of("review", review.review().toString(), "due", review.due().toString()));
    }
    return opened.size();
  }

  private void begin() {
    List<Id> come =
        database.list(
            """
            select id from identity
            where not begun and valid_from <= ? and intent <> 'REVOKED'
            order by valid_from limit ?
            """,
            row -> new Id(row.uuid("id")),
            clock.instant(),
            BATCH);
    for (Id id : come) {
      try {
        registry.change(id, null, List.of(new Change.Begin()), ACTOR);
      } catch (ChangeRefused e) {
        LOG.infof("identity %s does not begin: %s", id, e.getMessage());
      }
    }
  }
}
