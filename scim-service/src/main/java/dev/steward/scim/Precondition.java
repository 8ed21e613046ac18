package dev.steward.scim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client says in {@code If-Match} or {@code If-None-Match} (RFC 9110 section 13.1). */
record Precondition(List<String> tags) {

  static Precondition of(@Nullable List<String> headers) {
    return new Precondition(
        headers == null
            ? List.of()
            : headers.stream()
                .flatMap(header -> List.of(header.split(",")).stream())
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList());
  }

  boolean isAbsent() {
    return tags.isEmpty();
  }

  /**
   * Refuses a change that is meant for another version than the one held.
   *
   * @param demanded whether a change must say which version it is meant for
   */
  void require(long held, boolean demanded) {
    if (isAbsent() && demanded) {
      throw ScimException.of(428, "say in If-Match which version the change is meant for");
    }
    if (!isAbsent() && !names(held)) {
      throw ScimException.stale(ScimAnswer.etag(held));
    }
  }

  /** Refuses a change of a version that is named: whoever says so knows it, and wants no change. */
  void forbid(long held) {
    if (names(held)) {
      throw ScimException.of(
          412,
          "the resource is there, at version %s, which If-None-Match rules out"
              .formatted(ScimAnswer.etag(held)));
    }
  }

  /** Whether one of the tags, compared weakly, is that of the version. */
  boolean names(long version) {
    String held = opaque(ScimAnswer.etag(version));
    return tags.stream().anyMatch(tag -> tag.equals("*") || opaque(tag).equals(held));
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
