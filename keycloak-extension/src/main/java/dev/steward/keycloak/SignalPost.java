package dev.steward.keycloak;

import dev.steward.keycloak.SignalEndpoint.Answer.Accepted;
import dev.steward.keycloak.SignalEndpoint.Answer.NotNow;
import dev.steward.keycloak.SignalEndpoint.Answer.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries signals to the registry, each until it is accepted or refused, on a thread of its own.
 *
 * <p>After a failure it waits, at first a second and at most a minute, and then goes on with the
 * next one, so that one that the registry cannot take does not hold up the others. One whose realm
 * cannot sign it yet is set aside: before anybody asked the realm for anything, a server may not
 * know by which name it goes.
 */
final class SignalPost {

  private static final Logger LOG = Logger.getLogger(SignalPost.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final SignalQueue queue;
  private final SignalEndpoint endpoint;
  private final Function<Signal, Optional<String>> seal;
  private final Duration firstPause;
  private final Duration untilSealed;
  private final Thread carrier = new Thread(this::carry, "steward-signals");
  private volatile boolean open = true;
  private volatile @Nullable String problem;
  private final AtomicLong refused = new AtomicLong();
  private int failures;

  SignalPost(
      SignalQueue queue,
      SignalEndpoint endpoint,
      Function<Signal, Optional<String>> seal,
      Duration firstPause) {
    this.queue = queue;
    this.endpoint = endpoint;
    this.seal = seal;
    this.firstPause = firstPause;
    this.untilSealed = firstPause.multipliedBy(2);
    carrier.setDaemon(true);
  }

  void open() {
    carrier.start();
  }

  /**
   * Ends the thread and tries once more to carry what waits, for some seconds.
   *
   * @param last brings what is only told at the end
   */
  void close(Runnable last) {
    open = false;
    carrier.interrupt();
    try {
      carrier.join(FAREWELL.toMillis());
      long deadline = System.nanoTime() + FAREWELL.toNanos();
      if (carryRest(deadline)) {
        last.run();
        carryRest(deadline);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (queue.waiting() > 0) {
      LOG.warnf("%d signals were not carried to the registry", queue.waiting());
    }
  }

  private boolean carryRest(long deadline) throws InterruptedException {
    Optional<SignalQueue.Parcel> next = queue.poll();
    while (next.isPresent() && System.nanoTime() < deadline && deliver(next.get())) {
      next = queue.poll();
    }
    return next.isEmpty();
  }

  /** What kept the last one from being carried; nothing when it was. */
  @Nullable String problem() {
    return problem;
  }

  /** How many the registry refused for good. */
  long refused() {
    return refused.get();
  }

  private void carry() {
    try {
      while (open) {
        if (!deliver(queue.take())) {
          Thread.sleep(pause().toMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration pause() {
    Duration doubled = firstPause.multipliedBy(1L << Math.min(failures - 1, 16));
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  /** Tells whether to go on with the next one at once. */
  private boolean deliver(SignalQueue.Parcel parcel) throws InterruptedException {
    Optional<String> text;
    try {
      text = parcel.text(seal);
    } catch (RuntimeException e) {
      note("the signal cannot be sealed: " + e);
      text = Optional.empty();
    }
    if (text.isEmpty()) {
      queue.aside(parcel, untilSealed);
      return true;
    }
    switch (endpoint.take(text.get())) {
      case Accepted accepted -> {
        queue.done(parcel);
        note(null);
      }
      case Refused(String why) -> {
        queue.done(parcel);
        refused.incrementAndGet();
        note("refused: " + why);
      }
      case NotNow(String why) -> {
        queue.again(parcel);
        failures++;
        note(why);
        return false;
      }
    }
    failures = 0;
    return true;
  }

  private void note(@Nullable String now) {
    String before = problem;
    if (now != null && !now.equals(before)) {
      LOG.warnf("the registry takes no signal: %s", now);
    } else if (now == null && before != null) {
      LOG.info("the registry takes signals again");
    }
    problem = now;
  }
}
