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

  static final IdentityType AGENT =
      new IdentityType(
          new ResourceType(
              AgentDraft.NAME,
              AgentDraft.ENDPOINT,
              "AI agents",
              AgentDraft.schema(),
              List.of(GovernanceSchema.schema()),
              new IdentityVocabulary(AgentDraft.HANDLE)),
          AgentDraft.HANDLE,
          List.of(Kind.AI_AGENT));

  static final IdentityType SERVICE_ACCOUNT =
      new IdentityType(
          new ResourceType(
              ServiceAccountSchema.NAME,
              ServiceAccountSchema.ENDPOINT,
              "Service accounts and workloads",
              ServiceAccountSchema.schema(),
              List.of(GovernanceSchema.schema()),
              new IdentityVocabulary(ServiceAccountSchema.HANDLE)),
          ServiceAccountSchema.HANDLE,
          List.of(Kind.SERVICE_ACCOUNT, Kind.WORKLOAD));

  String name() {
    return resource.name();
  }

  String endpoint() {
    return resource.endpoint();
  }
}
