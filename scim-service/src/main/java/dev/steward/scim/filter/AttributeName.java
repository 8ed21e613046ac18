package dev.steward.scim.filter;

import org.jspecify.annotations.Nullable;

/**
 * The name of an attribute as it is written: {@code [URN:]attribute[.sub]}. Case does not matter to
 * what it names.
 */
public record AttributeName(@Nullable String urn, String attribute, @Nullable String sub) {

  /** The name of an attribute of the core schema. */
  public static AttributeName of(String attribute) {
    return new AttributeName(null, attribute, null);
  }

  @Override
  public String toString() {
    String core = sub == null ? attribute : attribute + "." + sub;
    return urn == null ? core : urn + ":" + core;
  }
}
