package dev.steward.console.register;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What client somebody wants for a new identity. */
enum Wish {
  NONE,
  /** One that is there already. */
  EXISTING,
  /** A new one with a secret. */
  SECRET,
  /** A new one with public keys. */
  KEYS,
  /** A new one whose public keys Keycloak fetches. */
  ADDRESS;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a client has to be made. */
  boolean isNew() {
    return this == SECRET || this == KEYS || this == ADDRESS;
  }

  /** The field that says more of it; null where nothing more is said. */
  @Nullable Entry field() {
    return switch (this) {
      case NONE, SECRET -> null;
      case EXISTING -> Entry.EXISTING;
      case KEYS -> Entry.KEYS;
      case ADDRESS -> Entry.ADDRESS;
    };
  }

  static Wish of(String word) {
    return Arrays.stream(values())
        .filter(wish -> wish.word().equals(word))
        .findFirst()
        .orElse(NONE);
  }
}
