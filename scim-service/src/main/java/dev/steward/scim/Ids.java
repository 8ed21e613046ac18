package dev.steward.scim;

import dev.steward.database.StorableText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads ids as we write them: 36 characters, and no other spelling of the same number. */
final class Ids {

  private static final Pattern SHAPE =
      Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

  private static final String FIRST = "00000000-0000-0000-0000-000000000000";

  private Ids() {}

  static Optional<UUID> read(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  /** The first and the last id that begin with a text; empty when none does. */
  static Optional<List<UUID>> beginning(String text) {
    String rest = FIRST.substring(Math.min(text.length(), FIRST.length()));
    return read(text + rest)
        .map(first -> List.of(first, UUID.fromString(text + rest.replace('0', 'f'))));
  }

  /** The id in a part of an address; what is not escaped right, or to no text, is left as it is. */
  static String unescaped(String part) {
    try {
      String id = URLDecoder.decode(part, StandardCharsets.UTF_8);
      return StorableText.isStorable(id) ? id : part;
    } catch (IllegalArgumentException e) {
      return part;
    }
  }
}
