package dev.steward.caller;

import io.quarkus.security.identity.SecurityIdentity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bearer tokens that were verified a moment ago, and whom they name.
 *
 * <p>A program sends the same token with each of a thousand requests. Its signature and its claims
 * are looked at once in a while and not each time; whether it has expired is looked at each time.
 * Tokens are found by their digests, so that the time a search takes tells nothing of them.
 */
final class VerifiedTokens {

  private final Clock clock;
  private final Duration longest;
  private final int most;
  private final Map<ByteBuffer, Verified> known = new ConcurrentHashMap<>();

  /**
   * @param longest after how long a token is verified anew, though it has not expired: keys may
   *     have been withdrawn
   * @param most how many tokens are remembered; beyond them, each is verified each time
   */
  VerifiedTokens(Clock clock, Duration longest, int most) {
    this.clock = clock;
    this.longest = longest;
    this.most = most;
  }

  private record Verified(SecurityIdentity identity, Instant from, Instant until) {

    boolean holds(Instant now) {
      return !now.isBefore(from) && now.isBefore(until);
    }
  }

  /** Whom a token names, if it was verified a moment ago and has not expired. */
  Optional<SecurityIdentity> find(String token) {
    Verified verified = known.get(digest(token));
    return verified != null && verified.holds(clock.instant())
        ? Optional.of(verified.identity())
        : Optional.empty();
  }

  /** Remembers a token that was just verified. */
  void keep(String token, SecurityIdentity identity, Instant expires) {
    Instant now = clock.instant();
    if (known.size() >= most) {
      known.values().removeIf(verified -> !verified.holds(now));
    }
    Instant soon = now.plus(longest);
    Instant until = expires.isBefore(soon) ? expires : soon;
    if (known.size() < most && now.isBefore(until)) {
      known.put(digest(token), new Verified(identity, now, until));
    }
  }

  private static ByteBuffer digest(String token) {
    try {
      byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
