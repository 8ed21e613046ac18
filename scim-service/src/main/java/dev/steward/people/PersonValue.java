package dev.steward.people;

import org.jspecify.annotations.Nullable;

/**
 * One of what a person may have several of.
 *
 * @param value what the others are about, when it is short
 * @param content the same, of a kind that may be long; can be shown, but not searched for quickly
 */
public record PersonValue(
    Kind kind,
    @Nullable String value,
    @Nullable String content,
    @Nullable String display,
    @Nullable String type,
    @Nullable Boolean primary,
    @Nullable String formatted,
    @Nullable String streetAddress,
    @Nullable String locality,
    @Nullable String region,
    @Nullable String postalCode,
    @Nullable String country) {

  /** What it is that a person may have several of. */
  public enum Kind {
    EMAIL("emails"),
    PHONE("phoneNumbers"),
    IM("ims"),
    PHOTO("photos"),
    ADDRESS("addresses"),
    ENTITLEMENT("entitlements"),
    ROLE("roles"),
    CERTIFICATE("x509Certificates");

    private final String attribute;

    Kind(String attribute) {
      this.attribute = attribute;
    }

    /** Whether these may be too long for an index. */
    public boolean isLong() {
      return this == PHOTO || this == CERTIFICATE;
    }

    /** The name of the attribute that holds these. */
    public String attribute() {
      return attribute;
    }
  }
}
