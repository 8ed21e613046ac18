package dev.steward.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person with what the registry knows beside what was said of them.
 *
 * @param fedAt when a feed described the person for the last time; null when only Keycloak does
 * @param present whether the person can be asked
 */
public record RecordedPerson(
    String id,
    long version,
    PersonFacts facts,
    Account account,
    @Nullable Instant fedAt,
    boolean present,
    Instant created,
    Instant modified) {

  /** What Keycloak says about the account of the person. */
  public enum Account {
    UNKNOWN,
    ENABLED,
    DISABLED,
    GONE;

    /**
     * Whether somebody of whom a feed says so is present; {@code present} of the database says it
     * too.
     */
    boolean leavesPresent() {
      return this == UNKNOWN || this == ENABLED;
    }
  }
}
