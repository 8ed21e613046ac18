package dev.steward.identity;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an identity may at most ask of the token endpoint.
 *
 * @param grants OAuth grant types, as the token endpoint spells them
 * @param scopes the ceiling: scopes beyond it are never granted
 * @param longestToken no token lives longer than this, which is at most 30 days
 */
public record Allowance(Set<String> grants, Set<String> scopes, Duration longestToken) {

  private static final int MOST_GRANTS = 16;
  private static final int MOST_SCOPES = 64;

  // RFC 6749 section 3.3; bounded, so that every permit fits into a client attribute
  private static final Pattern NAME = Pattern.compile("[!#-\\[\\]-~]{1,128}");

  /** The client credentials grant, no scopes, five minutes. */
  public static final Allowance LEAST =
      new Allowance(Set.of("client_credentials"), Set.of(), Duration.ofMinutes(5));

  public Allowance {
    grants = Set.copyOf(grants);
    scopes = Set.copyOf(scopes);
    requireNames("grant types", grants, MOST_GRANTS);
    requireNames("scopes", scopes, MOST_SCOPES);
    if (longestToken.compareTo(Duration.ofSeconds(1)) < 0
        || longestToken.compareTo(Duration.ofDays(30)) > 0) {
      throw new IllegalArgumentException(
          "a token lives from a second to 30 days, not " + longestToken);
    }
  }

  private static void requireNames(String what, Set<String> names, int most) {
    if (names.size() > most || !names.stream().allMatch(NAME.asMatchPredicate())) {
      throw new IllegalArgumentException(
          "at most %d %s, each of 1 to 128 visible ASCII characters without quotes and backslashes"
              .formatted(most, what));
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
