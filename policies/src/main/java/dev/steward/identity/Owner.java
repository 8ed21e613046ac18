package dev.steward.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person who answers for an identity.
 *
 * @param person the person's id in Keycloak
 * @param acceptedAt when the person said yes, or null while the question is open
 */
public record Owner(String person, Role role, @Nullable Instant acceptedAt) {

  public Owner {
    if (person.isBlank()) {
      throw new IllegalArgumentException("an owner is a person, named by the person's id");
    }
  }

  public boolean accepted() {
    return acceptedAt != null;
  }

  /** Whether the person is responsible for the identity and said so. */
  public boolean owns() {
    return role == Role.OWNER && accepted();
  }

  /** What the person answers for. */
  public enum Role {
    /** Technically responsible. */
    OWNER,
    /** Steps in when the owner is gone. */
    BACKUP,
    /** Accountable for purpose and spend. */
    SPONSOR
  }
}
