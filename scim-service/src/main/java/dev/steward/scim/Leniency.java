package dev.steward.scim;

/**
 * How far we go to meet clients that bend the standard.
 *
 * @param unknownAttributes whether an attribute that no schema has is refused or left out
 * @param booleansAsText whether {@code "True"} is true, as Entra ID writes it
 */
record Leniency(UnknownAttributes unknownAttributes, boolean booleansAsText) {

  boolean ignoresUnknown() {
    return unknownAttributes == UnknownAttributes.IGNORE;
  }

  /** What happens to an attribute that no schema has. It is never stored. */
  enum UnknownAttributes {
    REJECT,
    IGNORE
  }
}
