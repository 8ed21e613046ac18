package dev.steward.keycloak;

/** Whether a decision is carried out or only recorded. */
enum Mode {
  ENFORCE,
  OBSERVE
}
