package dev.steward.jobs;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A thread of this replica that looks for work at a steady beat, and at once when woken.
 *
 * <p>For work that is found and claimed in the database: every replica has the pulse, and what one
 * does no other does again.
 */
public final class Pulse {

  private static final Logger LOG = Logger.getLogger(Pulse.class);
  private static final Duration TO_FINISH = Duration.ofSeconds(15);

  private final Semaphore wakeUps = new Semaphore(0);
  private final Thread thread;
  private final Duration beat;
  private final Runnable work;
  private volatile boolean stopping;

  public Pulse(String name, Duration beat, Runnable work) {
    this.beat = beat;
    this.work = work;
    this.thread = new Thread(this::live, name);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Looks for work now. */
  public void wake() {
    wakeUps.release();
  }

  /** Lets the present piece of work end. */
  public void stop() {
    stopping = true;
    wake();
    try {
      if (thread.isAlive()) {
        thread.join(TO_FINISH);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void live() {
    while (!stopping) {
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.warnf(e, "%s will try again in %s", thread.getName(), beat);
      }
      rest();
    }
  }

  private void rest() {
    try {
      if (wakeUps.tryAcquire(beat.toMillis(), TimeUnit.MILLISECONDS)) {
        wakeUps.drainPermits();
      }
    } catch (InterruptedException e) {
      stopping = true;
    }
  }
}
