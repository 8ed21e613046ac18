package dev.steward.ownership;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why something stands on the orphan report, the most hopeful first. The words are for machines and
 * do not change.
 */
public enum OrphanReason {
  /** Its owners are here, and none of them said yes. */
  OWNER_NEVER_ACCEPTED,
  /** An owner is away: disabled in Keycloak, or inactive in the feed. */
  OWNER_DISABLED,
  /** An owner left for good. */
  OWNER_LEFT,
  /** Nobody whom anybody knows is named as its owner. */
  OWNER_MISSING,
  /** Its owner answers for more identities of its tier than anybody should. */
  OWNER_OVER_LIMIT,
  /** It may act, and nobody used it for longer than its tier permits. */
  DORMANT,
  /** Its client, or the environment that it ran in, is gone. */
  ENVIRONMENT_GONE,
  /** A client that acts on its own and that nobody registered. */
  SHADOW;

  /** The reason as interfaces spell it, such as {@code owner-left}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<OrphanReason> of(String word) {
    return Arrays.stream(values()).filter(reason -> reason.word().equals(word)).findFirst();
  }
}
