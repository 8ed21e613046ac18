package dev.steward.delivery;

import dev.steward.database.Database;
import dev.steward.jobs.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Passes over clients that serve an identity, so that shadows are found without looking at them.
 *
 * <p>The identity is held while its client is passed over: who takes the client away meanwhile
 * waits, and the database counts the client as unmatched again.
 */
@ApplicationScoped
class ShadowSorting implements Job {

  private static final int BATCH = 1_000;
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Database database;

  ShadowSorting(Database database) {
    this.database = database;
  }

  @Override
  public String name() {
    return "shadow-sorting";
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  @Override
  public void run() {
    int sorted;
    do {
      sorted =
          database.update(
              """
              with matched as (
                select c.realm, c.client_uuid
                from known_client c
                join identity i on i.realm = c.realm and i.client_uuid = c.client_uuid
                where c.unmatched and c.acts_by_itself
                limit ? for share of i)
              update known_client k set unmatched = false
              from matched m where k.realm = m.realm and k.client_uuid = m.client_uuid
              """,
              BATCH);
    } while (sorted == BATCH);
  }
}
