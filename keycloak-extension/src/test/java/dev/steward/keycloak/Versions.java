package dev.steward.keycloak;

/** What the Keycloak under test can do. */
final class Versions {

  private Versions() {}

  /** Before 26.6 there is no last look at tokens. */
  static boolean haveInterceptors() {
    return !System.getProperty("steward.keycloak.version").startsWith("26.5.");
  }
}
