package dev.steward.console;

import dev.steward.problem.Doorkeeper;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every page: says what a browser may do with it, and turns away what other sites
 * have a browser send here.
 */
@ApplicationScoped
class Guard implements Doorkeeper {

  /** After the limits of bodies, before anybody signs in. */
  private static final int EARLY = 900;

  private static final String ROOT = "/console";
  private static final int TOO_MUCH = 413;

  static final String SIGN_OUT = "/console/sign-out";
  static final String SIGNED_OUT = "/console/signed-out";

  private static final String UNREADABLE =
      "the address has a percent sign that stands for no character; copy it again from where it"
          + " came, or begin at the start";
  private static final String TOO_LARGE =
      "this is more than can be sent at once; take less text, tick fewer at a time, or bring a long list in parts";
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  /** The name that application.properties gives to how people sign in. */
  private static final String SIGN_IN = "console";

  private final TenantConfigBean signIns;
  private final URI configured;

  Guard(
      TenantConfigBean signIns,
      @ConfigProperty(name = "quarkus.oidc.console.auth-server-url") URI configured) {
    this.signIns = signIns;
    this.configured = configured;
  }

  /** Forms lead to Keycloak, too: when somebody signs out, or has to sign in first. */
  private String contentSecurityPolicy() {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self' " + keycloak(),
        "frame-ancestors 'none'",
        "base-uri 'none'");
  }

  /** Where browsers find Keycloak: where it says itself, once it was asked. */
  private String keycloak() {
    OidcConfigurationMetadata said = signIns.getStaticTenant(SIGN_IN).getOidcMetadata();
    URI address =
        said == null || said.getAuthorizationUri() == null
            ? configured
            : URI.create(said.getAuthorizationUri());
    return address.getScheme() + "://" + address.getAuthority();
  }

  static boolean isConsole(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/");
  }

  @Override
  public boolean stands(String target) {
    return isConsole(target.split("[?#]", 2)[0]);
  }

  @Override
  public String refuse(RoutingContext context, int status, String detail) {
    return page(
        context,
        status,
        switch (status) {
          case 400 -> UNREADABLE;
          case TOO_MUCH -> TOO_LARGE;
          default -> detail;
        });
  }

  private String page(RoutingContext context, int status, String detail) {
    label(context, ROOT);
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, RefusalPages.HTML.toString());
    String back =
        status == TOO_MUCH
            ? Whence.of(context.request().getHeader(HttpHeaders.REFERER)).orElse(null)
            : null;
    return Refusal.of(status, detail, back, back != null, false).render();
  }

  void stand(@Observes Filters filters) {
    filters.register(this::receive, EARLY);
  }

  private void receive(RoutingContext context) {
    String path = context.normalizedPath();
    if (path.equals("/")) {
      context.redirect(ROOT);
      return;
    }
    if (!isConsole(path)) {
      context.next();
      return;
    }
    label(context, path);
    if (changesSomething(context, path) && !comesFromHere(context.request())) {
      String page =
          page(
              context,
              403,
              "another site had your browser send this, or your browser does not say where it came"
                  + " from; open the page here and send it again");
      context.response().end(page);
      return;
    }
    context.next();
  }

  private void label(RoutingContext context, String path) {
    MultiMap headers = context.response().headers();
    headers.set("Content-Security-Policy", contentSecurityPolicy());
    headers.set("X-Frame-Options", "DENY");
    headers.set("X-Content-Type-Options", "nosniff");
    // With no-referrer a browser would not say where a form comes from, either.
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    if (path.startsWith(Assets.ROOT)) {
      boolean versioned = context.request().getParam("v") != null;
      String cache = versioned ? "public, max-age=31536000, immutable" : "public, max-age=86400";
      context.addHeadersEndHandler(done -> headers.set(HttpHeaders.CACHE_CONTROL, cache));
    } else {
      context.addHeadersEndHandler(done -> headers.set(HttpHeaders.CACHE_CONTROL, "no-store"));
    }
  }

  /** Signing somebody out is a change, too, though a link could do it. */
  private static boolean changesSomething(RoutingContext context, String path) {
    return !SAFE.contains(context.request().method()) || path.equals(SIGN_OUT);
  }

  private static boolean comesFromHere(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    return isHere(request, request.getHeader(HttpHeaders.ORIGIN));
  }

  private static boolean isHere(HttpServerRequest request, @Nullable String origin) {
    return origin != null && origin.equals(request.scheme() + "://" + request.authority());
  }
}
