package dev.steward.scim;

import java.util.List;
import java.util.Set;

/**
 * How we meet the client that calls: provisioning clients bend the standard, each in its way.
 *
 * @param unknownAttributes whether an attribute that no schema has is refused or left out
 * @param booleansAsText whether {@code "True"} is true, as Entra ID writes it
 * @param replaceMakesValues whether a {@code replace} of a value that is not there makes it
 * @param patchShowsResource whether a PATCH is answered with the whole resource, or with nothing
 * @param requireIfMatch whether a change must say which version it is meant for
 * @param agentDraft in the words of which draft it speaks of agents
 * @param writes the names of the resource types that it may change, as far as its token lets it
 */
record Connector(
    UnknownAttributes unknownAttributes,
    boolean booleansAsText,
    boolean replaceMakesValues,
    boolean patchShowsResource,
    boolean requireIfMatch,
    AgentDraft agentDraft,
    Set<String> writes) {

  Connector {
    writes = Set.copyOf(writes);
  }

  /** Whether attributes that nobody knows are left out of the resources of a type. */
  boolean ignoresUnknown(ResourceType type) {
    return switch (unknownAttributes) {
      case REJECT -> false;
      case IGNORE -> true;
      case BY_TYPE -> type.isFed();
    };
  }

  /** Refuses a change of a resource type that is not this client's business. */
  void requireWrites(ResourceType type) {
    if (!writes.contains(type.name())) {
      throw ScimException.of(
          403,
          "this client may write %s, not %s; steward.scim.connectors says so"
              .formatted(writes.isEmpty() ? "nothing" : String.join(", ", sorted()), type.name()));
    }
  }

  private List<String> sorted() {
    return writes.stream().sorted().toList();
  }

  /** What happens to an attribute that no schema has. It is never stored. */
  enum UnknownAttributes {
    REJECT,
    IGNORE,
    /** Refused where a typing error would leave an identity ungoverned, ignored in what is fed. */
    BY_TYPE
  }
}
