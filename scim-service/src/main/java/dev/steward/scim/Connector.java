package dev.steward.scim;

/**
 * How we meet the client that calls: provisioning clients bend the standard, each in its way.
 *
 * @param unknownAttributes whether an attribute that no schema has is refused or left out
 * @param booleansAsText whether {@code "True"} is true, as Entra ID writes it
 * @param requireIfMatch whether a change must say which version it is meant for
 * @param agentDraft in the words of which draft it speaks of agents
 */
record Connector(
    UnknownAttributes unknownAttributes,
    boolean booleansAsText,
    boolean requireIfMatch,
    AgentDraft agentDraft) {

  boolean ignoresUnknown() {
    return unknownAttributes == UnknownAttributes.IGNORE;
  }

  /** What happens to an attribute that no schema has. It is never stored. */
  enum UnknownAttributes {
    REJECT,
    IGNORE
  }
}
