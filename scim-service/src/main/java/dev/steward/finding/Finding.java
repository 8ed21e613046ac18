package dev.steward.finding;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it should be with an identity.
 *
 * @param since from when on, or null when nobody can tell
 * @param until when patience with it ends, or null when that is not decided by a date
 */
public record Finding(Reason reason, @Nullable Instant since, @Nullable Instant until) {

  /** One that no date ends. */
  public Finding(Reason reason, @Nullable Instant since) {
    this(reason, since, null);
  }

  /** What is wrong. The names are for machines and do not change. */
  public enum Reason {
    /** Nobody is named as its owner. */
    OWNER_MISSING,
    /** Its owners are here, and none of them said yes. */
    OWNER_NEVER_ACCEPTED,
    /** Its owner's account is disabled. */
    OWNER_DISABLED,
    /** Its owner is no longer in the realm. */
    OWNER_LEFT,
    /** Its owners went, and somebody else has some time to follow them. */
    HAND_OVER,
    /** Its owners went, and nobody followed them in time; it gets no token. */
    OWNER_GONE,
    /** An owner of it owns more identities of its risk tier than one should answer for. */
    OWNER_OVER_LIMIT,
    /** It may act, and nobody used it for longer than its tier permits. */
    DORMANT,
    /** Its review is late; it still works. */
    REVIEW_OVERDUE,
    /** Its review is so late that tokens are refused in short windows. */
    REVIEW_BROWNOUT,
    /** Its review lapsed; it gets no token. */
    REVIEW_LAPSED,
    /** Its own end has passed. */
    ENDED,
    /** Keycloak did not take its newest permit yet. */
    PERMIT_UNDELIVERED,
    /** Keycloak did not take its newest permit, however often it was tried. */
    PERMIT_UNDELIVERABLE,
    /** Its client did not show the permit that it was given. */
    PERMIT_TAMPERED,
    /** Its client held an older permit than the newest. */
    PERMIT_BEHIND,
    /** Its client holds a newer permit than the registry knows of. */
    PERMIT_AHEAD,
    /** Its client was stopped, and somebody enabled it. */
    CLIENT_REENABLED,
    /** Its client does not exist any more. */
    CLIENT_GONE;

    /** The reason as interfaces spell it, such as {@code owner-left}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Every reason as interfaces spell it. */
    public static String[] words() {
      return Arrays.stream(values()).map(Reason::word).toArray(String[]::new);
    }
  }
}
