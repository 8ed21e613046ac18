package dev.steward.identity;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an identity may at most ask of the token endpoint.
 *
 * @param grants OAuth grant types, as the token endpoint spells them
 * @param scopes the ceiling: scopes beyond it are never granted
 * @param longestToken no token lives longer than this
 */
public record Allowance(Set<String> grants, Set<String> scopes, Duration longestToken) {

  /** The client credentials grant, no scopes, five minutes. */
  public static final Allowance LEAST =
      new Allowance(Set.of("client_credentials"), Set.of(), Duration.ofMinutes(5));

  public Allowance {
    grants = Set.copyOf(grants);
    scopes = Set.copyOf(scopes);
    if (longestToken.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a token lives at least a second, not " + longestToken);
    }
  }

  /** Keeps those of the given scopes that are within the ceiling. */
  Allowance narrowedTo(Set<String> kept) {
    return new Allowance(
        grants,
        scopes.stream().filter(kept::contains).collect(Collectors.toUnmodifiableSet()),
        longestToken);
  }
}
