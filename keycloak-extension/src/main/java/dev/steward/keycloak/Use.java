package dev.steward.keycloak;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request for a token: who asked for what, and what came of it.
 *
 * @param client the id, not the name
 * @param roles those the token has, as {@link GrantedRoles} names them
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
    Set<String> roles,
    Outcome outcome,
    @Nullable String reason) {

  Use {
    roles = Set.copyOf(roles);
  }

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
