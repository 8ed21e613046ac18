package dev.steward.registry;

import dev.steward.database.Database;
import dev.steward.identity.Identity.Kind;
import dev.steward.jobs.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;

/**
 * How many identities there are that are not revoked.
 *
 * <p>The database adds a row for each statement that makes it more or less; here the rows are added
 * up, and now and then replaced by their sum.
 */
@ApplicationScoped
class Tally implements Job {

  private static final Duration PAUSE = Duration.ofSeconds(20);

  private final Database database;

  Tally(Database database) {
    this.database = database;
  }

  long of(Collection<Kind> kinds) {
    return database.number(
        "select coalesce(sum(change), 0) from identity_tally where kind = any (?)",
        kinds.stream().map(Kind::name).toList());
  }

  @Override
  public String name() {
    return "tally";
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  /** One statement sees one moment: what is added meanwhile stays as it is. */
  @Override
  public void run() {
    database.update(
        """
        with summed as (delete from identity_tally returning kind, change)
        insert into identity_tally
        select kind, sum(change) from summed group by kind having sum(change) <> 0
        """);
  }
}
