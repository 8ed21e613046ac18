package dev.steward.caller;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who calls, as Quarkus does, but reads and verifies the token of a program once for many
 * of its requests.
 */
@ApplicationScoped
public class BearerTokens {

  /** So late it is noticed at most that Keycloak withdrew a key. Quarkus alone takes minutes. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final int MOST_TOKENS = 1_000;

  private static final String BEARER = "Bearer ";

  private final OidcAuthenticationMechanism quarkus;
  private final VerifiedTokens verified;
  private final String console;

  /**
   * @param console where people sign in otherwise, and no bearer token counts
   */
  BearerTokens(
      OidcAuthenticationMechanism quarkus,
      @ConfigProperty(name = "quarkus.oidc.console.authentication.cookie-path") String console) {
    this.quarkus = quarkus;
    // The realm's clock, by which tokens end, stays where it is when that of a demo travels.
    this.verified = new VerifiedTokens(Clock.systemUTC(), LONGEST, MOST_TOKENS);
    this.console = console;
  }

  /** Whom a request names by whatever it brings; nobody when it brings nothing. */
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager providers) {
    String token = token(context);
    if (token == null) {
      return quarkus.authenticate(context, providers);
    }
    Optional<SecurityIdentity> known = verified.find(token);
    return known.isPresent()
        ? Uni.createFrom().item(known.get())
        : quarkus.authenticate(context, providers).invoke(identity -> keep(token, identity));
  }

  private @Nullable String token(RoutingContext context) {
    String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    return authorization == null
            || !authorization.startsWith(BEARER)
            || context.normalizedPath().startsWith(console)
        ? null
        : authorization.substring(BEARER.length());
  }

  /**
   * Remembers whom a token names, unless it was something else in the request that named them, or
   * the token is good only together with a proof in the same request.
   */
  private void keep(String text, @Nullable SecurityIdentity identity) {
    if (identity != null
        && identity.getPrincipal() instanceof JsonWebToken token
        && text.equals(token.getRawToken())
        && !token.containsClaim("cnf")) {
      verified.keep(
          text, apartFromRequest(identity), Instant.ofEpochSecond(token.getExpirationTime()));
    }
  }

  /** The same for other requests with the token, without what belongs to the one it came with. */
  private static SecurityIdentity apartFromRequest(SecurityIdentity identity) {
    Map<String, Object> attributes = new HashMap<>(identity.getAttributes());
    attributes.remove(RoutingContext.class.getName());
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(identity.getPrincipal())
        .addRoles(identity.getRoles())
        .addCredentials(identity.getCredentials())
        .addPermissions(identity.getPermissions())
        .addAttributes(attributes)
        .build();
  }
}
