package dev.steward.scim;

/** A service account or a workload: an identity that no standard describes yet. */
final class ServiceAccountSchema {

  static final String NAME = "ServiceAccount";
  static final String ENDPOINT = "/ServiceAccounts";
  static final String HANDLE = "userName";

  private ServiceAccountSchema() {}

  static Schema schema() {
    return new Schema(
        Urn.SERVICE_ACCOUNT, NAME, "A service account or workload", AgentDraft.attributes(HANDLE));
  }
}
