package dev.steward.keycloak;

import com.nimbusds.jose.jwk.JWKSet;
import dev.steward.permit.Permit;
import dev.steward.seal.BrokenSealException;
import dev.steward.seal.PermitSeal;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The registry keys that the gate trusts, read in the background.
 *
 * <p>A read that fails keeps the keys of the last one that did not, even over a restart when they
 * come from an address. What was opened once is remembered by its text, until the keys change.
 */
final class TrustedKeys {

  private static final Logger LOG = Logger.getLogger(TrustedKeys.class);

  private static final int MOST_OPENED = 20_000;
  private static final Duration BETWEEN_URGENT_READS = Duration.ofSeconds(1);

  private final @Nullable KeySource source;
  private final Clock clock;

  private volatile @Nullable Keys keys;
  private volatile @Nullable String problem;
  private volatile long lastRead;
  private long lastUrgentRead = System.nanoTime() - BETWEEN_URGENT_READS.toNanos();

  TrustedKeys(@Nullable KeySource source, Clock clock) {
    this.source = source;
    this.clock = clock;
    this.problem =
        source == null
            ? "no registry key is trusted, so every permit is refused; set the option registry-keys"
            : "the registry keys are not read yet";
  }

  /** Reads the keys. Never throws: what goes wrong is the {@link #problem}. */
  synchronized void refresh() {
    if (source == null) {
      return;
    }
    lastRead = System.nanoTime();
    try {
      JWKSet read = source.read();
      if (trust(read)) {
        keep(source, read);
      }
      if (problem != null) {
        LOG.infof("registry keys read: %s", keyIds());
      }
      problem = null;
    } catch (IOException | IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.equals(problem)) {
        LOG.warn(message);
      }
      problem = message;
      if (keys == null) {
        trustKept(source);
      }
    }
  }

  /** Tells whether these are other keys than before. */
  private boolean trust(JWKSet read) {
    Keys before = keys;
    String text = read.toString();
    boolean other = before == null || !before.text.equals(text);
    keys =
        new Keys(
            PermitSeal.trusting(read),
            text,
            clock.instant(),
            other || before == null ? new ConcurrentSkipListMap<>() : before.opened);
    return other;
  }

  private static void keep(KeySource source, JWKSet read) {
    try {
      source.keep(read);
    } catch (IOException e) {
      LOG.warnf("the registry keys cannot be kept for the next start: %s", e.getMessage());
    }
  }

  private void trustKept(KeySource source) {
    try {
      if (source.kept().map(this::trust).isPresent()) {
        LOG.warnf("trusting the registry keys kept from before meanwhile: %s", keyIds());
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.warnf("the registry keys that were kept cannot be read: %s", e.getMessage());
    }
  }

  /** Reads the keys if it is time, or if the last time something was wrong. */
  void refreshWhenDue() {
    long now = System.nanoTime();
    if (source != null && (problem != null || now - lastRead >= source.interval().toNanos())) {
      refresh();
    }
  }

  /** Reads the keys now for a permit that none of them opens; at most once a second. */
  synchronized void refreshUrgently() {
    long now = System.nanoTime();
    if (now - lastUrgentRead >= BETWEEN_URGENT_READS.toNanos()) {
      lastUrgentRead = now;
      refresh();
    }
  }

  /**
   * Opens a sealed permit.
   *
   * @throws BrokenSealException when no trusted key sealed it
   */
  Permit open(String text) throws BrokenSealException {
    Keys current = keys;
    if (current == null) {
      throw new BrokenSealException(
          "no registry key is known (%s)".formatted(problem == null ? "not read yet" : problem));
    }
    Permit known = current.opened.get(text);
    if (known != null) {
      return known;
    }
    Permit permit = current.seal.open(text);
    if (current.opened.size() >= MOST_OPENED) {
      current.opened.clear();
    }
    current.opened.put(text, permit);
    return permit;
  }

  List<String> keyIds() {
    Keys current = keys;
    return current == null ? List.of() : current.seal.keyIds();
  }

  Optional<Instant> loadedAt() {
    return Optional.ofNullable(keys).map(Keys::at);
  }

  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /**
   * The keys of one reading.
   *
   * @param opened permits by their texts; whoever asks for a token adds to it, so that it is a map
   *     that locks nothing
   */
  private record Keys(PermitSeal seal, String text, Instant at, Map<String, Permit> opened) {}
}
