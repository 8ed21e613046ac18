package dev.steward.keycloak;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The signals that wait to be carried, in memory. One of the same matter takes the place of the one
 * before. At the bound the oldest goes; counted uses are no signals anybody could look up
 * afterwards, so they have a place of their own and do not go.
 */
final class SignalQueue {

  private final int most;
  private final Map<Signal.Matter, Parcel> notices = new LinkedHashMap<>();
  private final Map<String, Parcel> uses = new LinkedHashMap<>();
  private long dropped;

  SignalQueue(int most) {
    this.most = most;
  }

  synchronized void offer(Signal signal) {
    notices.put(signal.matter(), new Parcel(signal));
    if (notices.size() > most) {
      Iterator<Parcel> oldest = notices.values().iterator();
      oldest.next();
      oldest.remove();
      dropped++;
    }
    notifyAll();
  }

  synchronized void offerUses(List<Signal> signals) {
    signals.forEach(signal -> uses.put(signal.jti(), new Parcel(signal)));
    notifyAll();
  }

  /** The next one, which stays until it is {@link #done}. Waits for one. */
  synchronized Parcel take() throws InterruptedException {
    Optional<Parcel> next = poll();
    while (next.isEmpty()) {
      wait(millisUntilNext());
      next = poll();
    }
    return next.get();
  }

  synchronized Optional<Parcel> poll() {
    return all().filter(parcel -> parcel.nanosAside() <= 0).findFirst();
  }

  /**
   * Until the first of those that are set aside is one of the others again; 0 when there is none.
   */
  private long millisUntilNext() {
    return all().mapToLong(Parcel::nanosAside).min().stream()
        .map(nanos -> 1 + TimeUnit.NANOSECONDS.toMillis(Math.max(0, nanos)))
        .findFirst()
        .orElse(0);
  }

  private Stream<Parcel> all() {
    return Stream.concat(notices.values().stream(), uses.values().stream());
  }

  /** Sets it aside for a while, so that others are carried meanwhile. */
  synchronized void aside(Parcel parcel, Duration pause) {
    parcel.asideUntil = System.nanoTime() + pause.toNanos();
  }

  synchronized void done(Parcel parcel) {
    notices.remove(parcel.signal.matter(), parcel);
    uses.remove(parcel.signal.jti(), parcel);
  }

  /** Puts it behind the others. */
  synchronized void again(Parcel parcel) {
    if (notices.remove(parcel.signal.matter(), parcel)) {
      notices.put(parcel.signal.matter(), parcel);
    } else if (uses.remove(parcel.signal.jti(), parcel)) {
      uses.put(parcel.signal.jti(), parcel);
    }
  }

  synchronized void forgetRealm(String realm) {
    notices.values().removeIf(parcel -> parcel.signal.realm().equals(realm));
    uses.values().removeIf(parcel -> parcel.signal.realm().equals(realm));
  }

  synchronized int waiting() {
    return notices.size() + uses.size();
  }

  /** The counted uses that wait. */
  synchronized List<Signal> uses() {
    return uses.values().stream().map(Parcel::signal).toList();
  }

  synchronized long dropped() {
    return dropped;
  }

  /** A signal on its way. It is sealed once, so that each try carries the same text. */
  static final class Parcel {

    private final Signal signal;
    private @Nullable String text;
    private long asideUntil = System.nanoTime();

    Parcel(Signal signal) {
      this.signal = signal;
    }

    Signal signal() {
      return signal;
    }

    /** How long it is still set aside; not at all when that is not above 0. */
    private long nanosAside() {
      return asideUntil - System.nanoTime();
    }

    Optional<String> text(Function<Signal, Optional<String>> seal) {
      if (text == null) {
        text = seal.apply(signal).orElse(null);
      }
      return Optional.ofNullable(text);
    }
  }
}
