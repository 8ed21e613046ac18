package dev.steward.tally;

import dev.steward.database.Statement;
import dev.steward.jobs.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Counts that are made now and then, each time in the place of those before. */
public interface Tally extends Job {

  /** Where it is kept when each of them was made. */
  Tallies tallies();

  /** Takes the old counts away. */
  Statement forgetting();

  /** Puts the new ones there. */
  Statement counting();

  /** When they were made; empty before the first time. */
  default Optional<Instant> countedAt() {
    return tallies().countedAt(name());
  }

  @Override
  default Duration pause() {
    return tallies().pause();
  }

  @Override
  default void run() {
    tallies().replace(name(), forgetting(), counting());
  }
}
