package dev.steward.scim;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The target of a request as it was sent: path and query, escaped more or less. */
record Target(String text) {

  /** What is asked once. Two proxies in a row could each follow another one of two. */
  private static final Set<String> SINGLE =
      Set.of("filter", "sortBy", "sortOrder", "startIndex", "count", "cursor");

  /**
   * What may not stand in a target unescaped, and does in those of many clients; and the semicolon,
   * which may, and which the server would take for the end of a parameter.
   */
  private static final String ODD = "\"<>\\^`{|};";

  private static final int LAST_OF_ASCII = 126;

  /** Whether every escape is one, and the whole is UTF-8. */
  boolean isReadable() {
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '%') {
        int value = escaped(i + 1);
        if (value < 0) {
          return false;
        }
        bytes.put((byte) value);
        i += 2;
      } else {
        bytes.put((byte) letter);
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private int escaped(int at) {
    if (at + 2 > text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  /**
   * The same target with everything escaped that has to be, and no slash at the end of its path.
   */
  String clean() {
    int end = text.indexOf('?');
    String path = end < 0 ? text : text.substring(0, end);
    int last = path.length();
    while (last > 0 && path.charAt(last - 1) == '/') {
      last--;
    }
    StringBuilder clean = new StringBuilder(text.length()).append(path, 0, last);
    (end < 0 ? "" : text.substring(end))
        .chars()
        .forEach(
            letter -> {
              if (letter > LAST_OF_ASCII || ODD.indexOf(letter) >= 0) {
                clean.append("%%%02X".formatted(letter));
              } else {
                clean.append((char) letter);
              }
            });
    return clean.toString();
  }

  /** The first parameter that is there twice and may not be. */
  Optional<String> repeated() {
    Set<String> seen = new HashSet<>();
    int query = text.indexOf('?');
    return query < 0
        ? Optional.empty()
        : Stream.of(text.substring(query + 1).split("&", -1))
            .map(parameter -> parameter.split("=", 2)[0])
            .filter(name -> isSingle(name) && !seen.add(name.toLowerCase(Locale.ROOT)))
            .findFirst();
  }

  private static boolean isSingle(String name) {
    return SINGLE.stream().anyMatch(name::equalsIgnoreCase);
  }
}
