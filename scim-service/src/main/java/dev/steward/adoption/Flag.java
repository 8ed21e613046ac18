package dev.steward.adoption;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.steward.delivery.Shadow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Something about a client that somebody should look at first. */
public enum Flag {
  /** It cannot act at present. */
  DISABLED,
  /** Anybody can act as it: it proves nothing. */
  PUBLIC_CLIENT,
  /** It handles the passwords of people, or acts as a user with one. */
  PASSWORD_GRANT,
  /** It may administer Keycloak. */
  ADMINISTERS,
  /** It came by itself, with nobody to let it in. */
  REGISTERED_ITSELF,
  /** Its secret is older than a year. */
  SECRET_OLD,
  /** Nobody knows how old its secret is. */
  SECRET_AGE_UNKNOWN,
  /** Nothing points at anybody who may answer for it. */
  NO_PROPOSAL;

  private static final Duration OLD = Duration.ofDays(365);

  /** Kebab case, as everything that machines compare in reports. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What there is to see without asking who may answer for it. */
  static Set<Flag> of(Shadow shadow, Clock clock) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    var facts = shadow.facts();
    set(flags, DISABLED, !shadow.enabled());
    set(flags, PUBLIC_CLIENT, facts.publicClient());
    set(flags, PASSWORD_GRANT, facts.ownGrants().contains("password"));
    set(flags, ADMINISTERS, facts.roles().stream().anyMatch(Flag::administers));
    set(
        flags,
        REGISTERED_ITSELF,
        Set.of("dynamic-registration", "metadata-document").contains(facts.origin().how()));
    boolean hasSecret =
        !facts.publicClient()
            && facts.authenticator() != null
            && facts.authenticator().startsWith("client-secret");
    Instant since = facts.secretSince();
    set(flags, SECRET_OLD, hasSecret && since != null && since.plus(OLD).isBefore(clock.instant()));
    set(flags, SECRET_AGE_UNKNOWN, hasSecret && since == null);
    return flags;
  }

  private static boolean administers(String role) {
    return role.startsWith("realm-management:") || role.equals("admin") || role.contains("-realm:");
  }

  private static void set(Set<Flag> flags, Flag flag, boolean is) {
    if (is) {
      flags.add(flag);
    }
  }
}
