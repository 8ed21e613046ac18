package dev.steward.console.review;

import dev.steward.identity.Identity;
import dev.steward.usage.UsedGrants.GrantedVersusUsed;
import dev.steward.usage.Uses;
import java.util.ArrayList;
import java.util.List;

/** What stops when an identity is revoked, in sentences for whoever would do it. */
final class WhatEnds {

  private WhatEnds() {}

  /** All of it, and that it is final. */
  static List<String> of(Identity identity, GrantedVersusUsed used) {
    List<String> ends = new ArrayList<>(at(identity, used));
    ends.add("This is final: a revoked identity never comes back. A new one can be registered.");
    return ends;
  }

  /** How many tokens it got on the days that are told. */
  static long tokens(GrantedVersusUsed used) {
    return used.days().stream().mapToLong(Uses.Day::issued).sum();
  }

  /** What stops at Keycloak and behind it. */
  static List<String> at(Identity identity, GrantedVersusUsed used) {
    List<String> ends = new ArrayList<>();
    long tokens = tokens(used);
    if (identity.client() == null) {
      ends.add("Nothing in Keycloak: no client is linked to it.");
    } else {
      ends.add(
          "Its client %s is stopped within seconds: no new tokens, and those it has are refused"
                  .formatted(used.client() == null ? identity.client().uuid() : used.client())
              + " wherever tokens are checked at Keycloak.");
    }
    if (tokens > 0) {
      ends.add(
          tokens == 1
              ? "It got 1 token in the last 30 days; whatever used it fails."
              : "It got %d tokens in the last 30 days; whatever used them fails."
                  .formatted(tokens));
    }
    List<String> scopes =
        used.scopes().stream()
            .filter(scope -> scope.granted() > 0)
            .map(scope -> scope.name())
            .toList();
    if (!scopes.isEmpty()) {
      ends.add("What it does with " + String.join(", ", scopes) + " ends.");
    }
    return ends;
  }
}
