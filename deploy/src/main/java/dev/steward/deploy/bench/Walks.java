package dev.steward.deploy.bench;

import dev.steward.deploy.Trouble;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The walks of a registry through the clients of its realm, as its database tells of them. */
final class Walks implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final long GLANCE = 100;

  private static final String UNDER_WAY =
      """
      select coalesce(
        (select max(asked_at) from gate_posture) > (select max(finished_at) from comparison), true)
      """;

  /** From its first question to the gate until everything is compared. */
  private static final String LATEST =
      """
      select extract(epoch from
        (select max(finished_at) from comparison) - (select max(asked_at) from gate_posture)) * 1000
      """;

  private final Postgres postgres;
  private final String database;
  private final Thread watch = new Thread(this::watch, "walks");
  private volatile boolean underWay;

  Walks(Postgres postgres, String database) {
    this.postgres = postgres;
    this.database = database;
    glance();
    watch.setDaemon(true);
    watch.start();
  }

  boolean underWay() {
    return underWay;
  }

  /** How long the one took that ended last. */
  Duration latest() {
    return Duration.ofMillis((long) Double.parseDouble(postgres.ask(database, LATEST)));
  }

  /** Waits until the next one begins. */
  void awaitNext() {
    await("the walk to end", () -> !underWay);
    await("a walk to begin", () -> underWay);
  }

  void awaitEnd() {
    await("the walk to end", () -> !underWay);
  }

  static void await(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new Trouble("Waited %s for %s.".formatted(PATIENCE, what));
      }
      pause();
    }
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      glance();
      pause();
    }
  }

  private void glance() {
    underWay = postgres.ask(database, UNDER_WAY).equals("t");
  }

  private static void pause() {
    try {
      Thread.sleep(GLANCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
