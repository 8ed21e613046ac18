package dev.steward.console;

import dev.steward.caller.BearerTokens;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Locale;
import java.util.Set;

/**
 * How somebody who is not signed in is asked to be: sent to Keycloak, unless they sent something.
 * What they sent is then shown to them again, for the way to Keycloak would lose it.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class Challenge implements HttpAuthenticationMechanism {

  /** What a browser sends a form as. */
  private static final Set<String> FORMS =
      Set.of("application/x-www-form-urlencoded", "multipart/form-data");

  private final OidcAuthenticationMechanism oidc;
  private final BearerTokens tokens;

  Challenge(OidcAuthenticationMechanism oidc, BearerTokens tokens) {
    this.oidc = oidc;
    this.tokens = tokens;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviderManager) {
    return tokens.authenticate(context, identityProviderManager);
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return oidc.getChallenge(context);
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!Guard.isConsole(context.normalizedPath()) || !HttpMethod.POST.equals(request.method())) {
      return HttpAuthenticationMechanism.super.sendChallenge(context);
    }
    return Uni.createFrom()
        .emitter(
            emitter -> {
              request
                  .endHandler(
                      end -> {
                        context
                            .response()
                            .setStatusCode(401)
                            .putHeader(HttpHeaders.CONTENT_TYPE, RefusalPages.HTML.toString())
                            .end(Unsent.of(context).render());
                        emitter.complete(true);
                      })
                  .setExpectMultipart(isForm(request))
                  .resume();
            });
  }

  /** Whatever is none, the server refuses to take apart. */
  private static boolean isForm(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && FORMS.stream().anyMatch(type.toLowerCase(Locale.ROOT)::startsWith);
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return oidc.getCredentialTypes();
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return oidc.getCredentialTransport(context);
  }
}
