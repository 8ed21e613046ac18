package dev.steward.scim;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads ids as we write them: 36 characters, and no other spelling of the same number. */
final class Ids {

  private static final Pattern SHAPE =
      Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

  private Ids() {}

  static Optional<UUID> read(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }
}
