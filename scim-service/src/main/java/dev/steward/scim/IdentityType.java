package dev.steward.scim;

import dev.steward.identity.Identity.Kind;
import java.util.List;

/**
 * A resource type that shows identities.
 *
 * @param handle the attribute that holds the user name of the identity
 * @param kinds the kinds of identity it shows; the first is what a new one becomes
 */
record IdentityType(ResourceType resource, String handle, List<Kind> kinds) {

  static final IdentityType AGENT = agent(AgentDraft.WZDK);
  static final IdentityType AGENT_OF_ABBEY = agent(AgentDraft.ABBEY);

  static final IdentityType SERVICE_ACCOUNT =
      new IdentityType(
          new ResourceType(
              ServiceAccountSchema.NAME,
              ServiceAccountSchema.ENDPOINT,
              "Service accounts and workloads",
              ServiceAccountSchema.schema(),
              List.of(GovernanceSchema.schema()),
              new IdentityVocabulary(ServiceAccountSchema.HANDLE),
              false),
          ServiceAccountSchema.HANDLE,
          List.of(Kind.SERVICE_ACCOUNT, Kind.WORKLOAD));

  private static IdentityType agent(AgentDraft draft) {
    return new IdentityType(
        new ResourceType(
            AgentDraft.NAME,
            AgentDraft.ENDPOINT,
            "AI agents",
            draft.schema(),
            List.of(GovernanceSchema.schema()),
            new IdentityVocabulary(draft.handle()),
            false),
        draft.handle(),
        List.of(Kind.AI_AGENT));
  }

  /** The type as a client is shown it. */
  IdentityType shownTo(Connector connector) {
    boolean isAgent = endpoint().equals(AgentDraft.ENDPOINT);
    return isAgent && connector.agentDraft() == AgentDraft.ABBEY ? AGENT_OF_ABBEY : this;
  }

  String name() {
    return resource.name();
  }

  String endpoint() {
    return resource.endpoint();
  }
}
