package dev.steward.delivery;

/** How Keycloak answered the delivery of one permit. */
sealed interface Outcome {

  /** Keycloak holds this version. Redelivering it changes nothing. */
  record Delivered() implements Outcome {}

  /** Keycloak already held a newer version, so this one is history. */
  record Superseded(long held) implements Outcome {}

  /** The client is gone. Nobody is left to enforce against. */
  record Orphaned() implements Outcome {}

  /** Keycloak did not take it now and may later. */
  record Retry(String cause) implements Outcome {}
}
