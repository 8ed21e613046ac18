package dev.steward.keycloak;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a client came into the realm.
 *
 * @param how {@code admin}, {@code dynamic-registration}, {@code metadata-document} or {@code
 *     unknown}
 * @param at an ISO 8601 instant, where it is known
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Origin(String how, @Nullable String at, @Nullable By by) {

  static final String ADMIN = "admin";
  static final String REGISTRATION = "dynamic-registration";
  static final String METADATA_DOCUMENT = "metadata-document";
  static final String UNKNOWN = "unknown";

  /** The attribute that a client made from its metadata document has. */
  static final String METADATA_DOCUMENT_MARK = "cimd.cache.expiry.time.in.sec";

  /** What was seen when it was made, or else what shows on the client. */
  static Origin of(ClientRow client, @Nullable ClientOriginRow seen) {
    Long millis = client.createdAt();
    if (millis == null && seen != null) {
      millis = seen.at;
    }
    String at = millis == null ? null : Instant.ofEpochMilli(millis).toString();
    return seen == null ? new Origin(shown(client), at, null) : new Origin(seen.how, at, seen.by());
  }

  private static String shown(ClientRow client) {
    if (client.attributes().containsKey(METADATA_DOCUMENT_MARK)) {
      return METADATA_DOCUMENT;
    }
    return client.registered() ? REGISTRATION : UNKNOWN;
  }

  /** Whether nobody in the realm made it by hand. */
  boolean cameByItself() {
    return how.equals(REGISTRATION) || how.equals(METADATA_DOCUMENT);
  }

  /**
   * Who made it: a person, a client, or a person through a client.
   *
   * @param user the id of the user, perhaps of another realm
   * @param username as it was then
   * @param client the {@code client_id}
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record By(@Nullable String user, @Nullable String username, @Nullable String client) {}
}
