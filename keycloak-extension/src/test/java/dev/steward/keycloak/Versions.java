package dev.steward.keycloak;

/** What the Keycloak under test can do. */
final class Versions {

  private Versions() {}

  /** Before 26.6 there is no last look at tokens. */
  static boolean haveInterceptors() {
    return !before266();
  }

  /** Before 26.6 the JWT authorization grant is a preview, and off. */
  static boolean haveJwtGrant() {
    return !before266();
  }

  /** Before 26.7 there are no clients that are described by a document. */
  static boolean haveMetadataDocuments() {
    return !before266();
  }

  private static boolean before266() {
    return System.getProperty("steward.keycloak.version").startsWith("26.5.");
  }
}
