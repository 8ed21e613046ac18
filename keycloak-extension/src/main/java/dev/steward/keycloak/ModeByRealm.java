package dev.steward.keycloak;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A mode with exceptions for single realms, written {@code enforce} or {@code
 * enforce,pilot:observe}.
 */
record ModeByRealm(Mode usual, Map<String, Mode> exceptions) {

  ModeByRealm {
    exceptions = Map.copyOf(exceptions);
  }

  static ModeByRealm of(String text) {
    String[] parts = text.split(",", -1);
    Map<String, Mode> exceptions = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int colon = parts[i].lastIndexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException(
            "an exception for a realm reads realm:observe or realm:enforce, not " + parts[i]);
      }
      exceptions.put(parts[i].substring(0, colon).strip(), mode(parts[i].substring(colon + 1)));
    }
    return new ModeByRealm(mode(parts[0]), exceptions);
  }

  Mode in(String realm) {
    return exceptions.getOrDefault(realm, usual);
  }

  private static Mode mode(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "enforce" -> Mode.ENFORCE;
      case "observe" -> Mode.OBSERVE;
      default ->
          throw new IllegalArgumentException("a mode is enforce or observe, not " + text.strip());
    };
  }
}
