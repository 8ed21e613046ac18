package dev.steward.jobs;

import java.time.Duration;

/**
 * Work done again and again, each time by one of the replicas.
 *
 * <p>It finds in the database what there is to do, so that a run that was cut short or came twice
 * does no harm.
 */
public interface Job {

  /** The name under which all replicas know it. */
  String name();

  /** The time from the end of one run to the start of the next. */
  Duration pause();

  void run();
}
