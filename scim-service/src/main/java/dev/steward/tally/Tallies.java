package dev.steward.tally;

import dev.steward.database.Database;
import dev.steward.database.Statement;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The counts that are kept, and when each of them was made. */
@ApplicationScoped
public class Tallies {

  private final Database database;
  private final TallyConfig config;
  private final Clock clock;

  Tallies(Database database, TallyConfig config, Clock clock) {
    this.database = database;
    this.config = config;
    this.clock = clock;
  }

  Duration pause() {
    return config.countEvery();
  }

  /** Puts new counts in the place of old ones; whoever looks meanwhile sees the old ones. */
  void replace(String what, Statement forgetting, Statement counting) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              // whoever counts the same at this moment waits here
              database.update(
                  """
                  insert into tallied (what, at) values (?, ?)
                  on conflict (what) do update set at = excluded.at
                  """,
                  what,
                  clock.instant());
              change(forgetting);
              change(counting);
            });
  }

  private void change(Statement statement) {
    database.update(statement.sql(), statement.parameters().toArray());
  }

  Optional<Instant> countedAt(String what) {
    return database.first("select at from tallied where what = ?", row -> row.instant("at"), what);
  }
}
