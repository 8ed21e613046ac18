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
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How somebody who is not signed in is asked to be: sent to Keycloak, unless they sent something or
 * that would not help. What they sent is then shown to them again, for the way to Keycloak would
 * lose it.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class Challenge implements HttpAuthenticationMechanism {

  /** What a browser sends a form as. */
  private static final Set<String> FORMS =
      Set.of("application/x-www-form-urlencoded", "multipart/form-data");

  private static final int UNAUTHORIZED = 401;
  private static final int UNAVAILABLE = 503;
  private static final String SECONDS_UNTIL_AGAIN = "10";

  private final OidcAuthenticationMechanism oidc;
  private final BearerTokens tokens;
  private final Recognition recognition;

  Challenge(OidcAuthenticationMechanism oidc, BearerTokens tokens, Recognition recognition) {
    this.oidc = oidc;
    this.tokens = tokens;
    this.recognition = recognition;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviderManager) {
    Uni<SecurityIdentity> known = tokens.authenticate(context, identityProviderManager);
    return isConsole(context)
        ? recognition.within(context, known).invoke(identity -> challengeHere(context, identity))
        : known;
  }

  /** Quarkus would have it done by whoever looked at the session last. */
  private void challengeHere(RoutingContext context, @Nullable SecurityIdentity identity) {
    if (identity == null) {
      context.put(HttpAuthenticationMechanism.class.getName(), this);
    }
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return oidc.getChallenge(context);
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    if (!isConsole(context)) {
      return HttpAuthenticationMechanism.super.sendChallenge(context);
    }
    Hindrance hindrance = Recognition.hindrance(context).orElse(Hindrance.SESSION_ENDED);
    if (context.normalizedPath().equals(Guard.SIGN_OUT) && hindrance != Hindrance.KEYCLOAK_SILENT) {
      context.redirect(Guard.SIGNED_OUT);
      return Uni.createFrom().item(true);
    }
    if (hindrance != Hindrance.SESSION_ENDED || isSent(context.request())) {
      return tell(context, hindrance);
    }
    return recognition
        .within(context, HttpAuthenticationMechanism.super.sendChallenge(context))
        .flatMap(
            sent ->
                sent != null && context.response().getStatusCode() != UNAUTHORIZED
                    ? Uni.createFrom().item(sent)
                    : tell(
                        context, Recognition.hindrance(context).orElse(Hindrance.SIGN_IN_FAILED)));
  }

  /** What scripts send is still on the page, which leads to Keycloak itself. */
  private static boolean isSent(HttpServerRequest request) {
    return HttpMethod.POST.equals(request.method())
        && request.getHeader("X-Requested-With") == null;
  }

  /** Answers with a page of its own, when all that was sent is here. */
  private static Uni<Boolean> tell(RoutingContext context, Hindrance hindrance) {
    HttpServerRequest request = context.request();
    return Uni.createFrom()
        .emitter(
            emitter -> {
              if (request.isEnded()) {
                answer(context, hindrance);
                emitter.complete(true);
                return;
              }
              request
                  .endHandler(
                      end -> {
                        answer(context, hindrance);
                        emitter.complete(true);
                      })
                  .setExpectMultipart(isForm(request))
                  .resume();
            });
  }

  private static void answer(RoutingContext context, Hindrance hindrance) {
    HttpServerResponse response =
        context
            .response()
            .setStatusCode(hindrance.status())
            .putHeader(HttpHeaders.CONTENT_TYPE, RefusalPages.HTML.toString());
    if (hindrance.status() == UNAVAILABLE) {
      response.putHeader(HttpHeaders.RETRY_AFTER, SECONDS_UNTIL_AGAIN);
    }
    response.end(AtTheDoor.of(context, hindrance).render());
  }

  /** Whatever is none, the server refuses to take apart. */
  private static boolean isForm(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && FORMS.stream().anyMatch(type.toLowerCase(Locale.ROOT)::startsWith);
  }

  private static boolean isConsole(RoutingContext context) {
    return Guard.isConsole(context.normalizedPath());
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
