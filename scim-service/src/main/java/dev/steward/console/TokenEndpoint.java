package dev.steward.console;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends what is asked of Keycloak about sessions when no answer comes, and takes for its answer only
 * what Keycloak says: not that it failed, and nothing that a server before it says in its place.
 */
@ApplicationScoped
@Unremovable
@OidcEndpoint(OidcEndpoint.Type.TOKEN)
class TokenEndpoint implements OidcRequestFilter, OidcResponseFilter {

  private static final Logger LOG = Logger.getLogger(TokenEndpoint.class);

  /** One who comes back to a slow Keycloak finds what they asked for, not the same wait again. */
  private static final int PAGES_THAT_WAIT = 4;

  private static final int OK = 200;

  /** RFC 6749, section 5.2, and what Keycloak says of a client that may not. */
  private static final Set<Integer> REFUSALS = Set.of(400, 401, 403);

  private final Duration longest;

  TokenEndpoint(@ConfigProperty(name = "steward.console.patience") Duration patience) {
    this.longest = patience.multipliedBy(PAGES_THAT_WAIT);
  }

  @Override
  public Uni<Void> filter(OidcRequestFilterContext asked) {
    asked.request().timeout(longest.toMillis());
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> filter(OidcResponseFilterContext answer) {
    if (isWord(answer.statusCode(), answer.responseBody())) {
      return Uni.createFrom().voidItem();
    }
    LOG.warnf(
        "Keycloak's token endpoint, or a server before it, answers %d with nothing that is OAuth;"
            + " people at the console are told to try again",
        answer.statusCode());
    return Uni.createFrom()
        .failure(new IOException("no word of Keycloak, but status " + answer.statusCode()));
  }

  /** Tokens, or the error of RFC 6749, section 5.2. */
  private static boolean isWord(int status, @Nullable Buffer body) {
    if (body == null) {
      return false;
    }
    try {
      JsonObject said = body.toJsonObject();
      return status == OK
          ? said.containsKey("access_token")
          : REFUSALS.contains(status) && said.getValue("error") instanceof String;
    } catch (DecodeException e) {
      return false;
    }
  }
}
