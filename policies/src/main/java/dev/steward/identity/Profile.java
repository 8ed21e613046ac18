package dev.steward.identity;

import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import org.jspecify.annotations.Nullable;

/**
 * How an identity describes itself to people.
 *
 * @param userName the handle, unique without regard to case among identities that are not revoked
 * @param externalId the key under which the provisioning client knows it, if it has one
 * @param purpose what it is for, in the words a reviewer will read
 * @param environment where it runs, such as {@code production}
 * @param declaration what its owners declare about how it works
 */
public record Profile(
    Kind kind,
    String userName,
    @Nullable String externalId,
    @Nullable String displayName,
    @Nullable String description,
    @Nullable String purpose,
    @Nullable String environment,
    RiskTier riskTier,
    Declaration declaration) {

  public Profile {
    if (userName.isBlank()) {
      throw new IllegalArgumentException("an identity needs a user name");
    }
  }

  /** An identity whose owners declare nothing. */
  public Profile(
      Kind kind,
      String userName,
      @Nullable String externalId,
      @Nullable String displayName,
      @Nullable String description,
      @Nullable String purpose,
      @Nullable String environment,
      RiskTier riskTier) {
    this(
        kind,
        userName,
        externalId,
        displayName,
        description,
        purpose,
        environment,
        riskTier,
        Declaration.NONE);
  }

  /** The name to show to people. */
  public String label() {
    return displayName == null ? userName : displayName;
  }
}
