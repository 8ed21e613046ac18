package dev.steward.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A non-human identity under governance, at one version.
 *
 * <p>An identity says what people decided about it. Whether it may act at an instant is its {@link
 * Standing}, which is derived and never stored.
 *
 * @param version counts the changes, from 1; SCIM shows it as ETag and the permit carries it
 * @param client the Keycloak client it signs in with, or none yet
 * @param lastReviewed the day, in UTC, on which a person last said that it should go on
 * @param handOver since when and until when it waits for an owner; null when it need not
 */
public record Identity(
    Id id,
    long version,
    Profile profile,
    @Nullable Client client,
    List<Owner> owners,
    Cadence cadence,
    Set<ControlLink> controls,
    Validity validity,
    Allowance allowance,
    LocalDate lastReviewed,
    Intent intent,
    @Nullable HandOver handOver) {

  public Identity {
    owners = List.copyOf(owners);
    controls = Set.copyOf(controls);
    if (version < 1) {
      throw new IllegalArgumentException("a version counts from 1, not " + version);
    }
    if (owners.stream().map(o -> o.person() + "/" + o.role()).distinct().count() < owners.size()) {
      throw new IllegalArgumentException("a person holds each owner role at most once");
    }
  }

  /** An identity that is not being handed over. */
  public Identity(
      Id id,
      long version,
      Profile profile,
      @Nullable Client client,
      List<Owner> owners,
      Cadence cadence,
      Set<ControlLink> controls,
      Validity validity,
      Allowance allowance,
      LocalDate lastReviewed,
      Intent intent) {
    this(
        id,
        version,
        profile,
        client,
        owners,
        cadence,
        controls,
        validity,
        allowance,
        lastReviewed,
        intent,
        null);
  }

  /** The last day on which this identity is reviewed in time. */
  public LocalDate reviewDue() {
    return cadence.dueAfter(lastReviewed);
  }

  /** The instant from which something is late: its review, or somebody to answer for it. */
  public Instant graceFrom() {
    return earliest(cadence.graceFrom(lastReviewed), handOver == null ? null : handOver.began());
  }

  /** The instant from which tokens are refused in windows. */
  public Instant brownoutFrom() {
    return earliest(
        cadence.brownoutFrom(lastReviewed), handOver == null ? null : handOver.brownoutFrom());
  }

  /** The instant from which this identity may no longer act, whatever else happens. */
  public Instant goodUntil() {
    return earliest(lateUntil(), validity.until());
  }

  /** The instant at which patience ends with what is late, whatever its own end is. */
  public Instant lateUntil() {
    return earliest(
        cadence.lapseAfter(lastReviewed), handOver == null ? null : handOver.deadline());
  }

  private static Instant earliest(Instant one, @Nullable Instant other) {
    return other != null && other.isBefore(one) ? other : one;
  }

  public Standing standing(Instant now) {
    return Standing.of(this, now);
  }

  /**
   * This identity as the edit leaves it, at the next version; itself when nothing differs.
   *
   * @throws ChangeRefused when it is revoked
   */
  Identity edited(Consumer<IdentityDraft> edit) {
    if (intent == Intent.REVOKED) {
      throw new ChangeRefused(
          ChangeRefused.Rule.REVOKED_IS_FINAL,
          profile.userName() + " is revoked for good; register a new identity");
    }
    IdentityDraft draft = new IdentityDraft(this);
    edit.accept(draft);
    return draft.finished();
  }

  /** The opaque and permanent name of an identity. */
  public record Id(UUID value) {

    public static Id of(String text) {
      return new Id(UUID.fromString(text));
    }

    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** The Keycloak client this identity signs in with. One client serves at most one identity. */
  public record Client(String realm, String uuid) {}

  /**
   * A requirement of a control framework that this identity's reviews and credentials are evidence
   * for, such as {@code iso42001:A.3.2}.
   */
  public record ControlLink(String framework, String control) {

    /** Reads {@code framework:control}. */
    public static ControlLink of(String text) {
      int colon = text.indexOf(':');
      if (colon < 1 || colon == text.length() - 1) {
        throw new IllegalArgumentException(
            "a control link reads framework:control, like iso42001:A.3.2, not " + text);
      }
      return new ControlLink(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
      return framework + ":" + control;
    }
  }

  /** What kind of thing acts through this identity. */
  public enum Kind {
    AI_AGENT,
    SERVICE_ACCOUNT,
    WORKLOAD
  }

  /** How much harm the identity could do. Policy hangs on it. */
  public enum RiskTier {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
  }

  /** What people decided. Never changes by the passing of time. */
  public enum Intent {
    PROPOSED,
    APPROVED,
    SUSPENDED,
    REVOKED
  }
}
