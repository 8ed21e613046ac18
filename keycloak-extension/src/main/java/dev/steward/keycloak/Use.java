package dev.steward.keycloak;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request for a token: who asked for what, and what came of it.
 *
 * @param client the id, not the name
 * @param reason why it was denied, or would have been
 */
record Use(
    String realm,
    String client,
    String grant,
    String method,
    String network,
    Names scopes,
    Names audiences,
    Outcome outcome,
    @Nullable String reason) {

  /** What came of a request. */
  enum Outcome {
    ISSUED,
    WOULD_HAVE_DENIED,
    DENIED
  }

  /** What was asked for by name, and what the token has. */
  record Names(Set<String> asked, Set<String> granted) {

    Names {
      asked = Set.copyOf(asked);
      granted = Set.copyOf(granted);
    }
  }
}
