package dev.steward.scim;

import static java.util.Locale.ROOT;

import dev.steward.problem.EarlyRefusals;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns away what no endpoint of SCIM could read, in SCIM's words, where the server would do so
 * without a word.
 *
 * <p>The server's own limits are wider than these; beyond them it is wordless.
 */
@ApplicationScoped
class Reception {

  /** Before everything else, the limit of bodies included. */
  private static final int FIRST = 1001;

  /** In bytes. A filter at its longest fits in, escaped. */
  private static final int LONGEST_TARGET = 32_768;

  /** In bytes, names and values of all headers together. */
  private static final int LARGEST_HEADERS = 16_384;

  private static final String UNREADABLE = "the target has an escape that is none, or is not UTF-8";

  /** The methods that an endpoint can have; for these it says itself that it is not there. */
  private static final Set<HttpMethod> KNOWN =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE);

  private static final Set<HttpMethod> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final EarlyRefusals refusals;

  Reception(EarlyRefusals refusals) {
    this.refusals = refusals;
  }

  void stand(@Observes Filters filters) {
    filters.register(this::receive, FIRST);
  }

  private void receive(RoutingContext context) {
    HttpServerRequest request = context.request();
    forgetBlankAccept(request);
    Target target = new Target(request.uri());
    boolean readable = target.isReadable();
    if (!isForScim(target.text())) {
      if (readable) {
        context.next();
      } else {
        Farewell.say(context, Buffer.buffer(refusals.refuse(context, 400, UNREADABLE)));
      }
      return;
    }
    String clean = target.clean();
    if (target.text().length() > LONGEST_TARGET) {
      refuse(context, 414, "a target has at most " + LONGEST_TARGET + " bytes; ask by .search");
    } else if (!readable) {
      refuse(context, 400, UNREADABLE);
    } else if (!clean.equals(target.text())) {
      context.reroute(clean);
    } else {
      enter(context, Ways.at(context.normalizedPath()));
    }
  }

  /** Who accepts nothing accepts anything: scripts send the header without a word in it. */
  private static void forgetBlankAccept(HttpServerRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    if (accept != null && accept.isBlank()) {
      request.headers().remove(HttpHeaders.ACCEPT);
    }
  }

  private static boolean isForScim(String target) {
    return target.startsWith(ScimRequest.ROOT)
        && (target.length() == ScimRequest.ROOT.length()
            || "/?".indexOf(target.charAt(ScimRequest.ROOT.length())) >= 0);
  }

  private static void enter(RoutingContext context, Set<String> possible) {
    HttpMethod method = context.request().method();
    if (!possible.isEmpty() && method.equals(HttpMethod.OPTIONS)) {
      allow(context, possible).setStatusCode(204).end();
    } else if (!possible.isEmpty() && !possible.contains(method.name())) {
      allow(context, possible);
      refuse(
          context,
          405,
          "%s is not possible here; possible are %s"
              .formatted(method, String.join(", ", possible)));
    } else if (!bringsToken(context.request())) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      refuse(context, 401, "send a bearer token of the realm");
    } else if (possible.isEmpty() && !KNOWN.contains(method)) {
      answer(context, ScimException.notFound("endpoint " + context.normalizedPath()));
    } else {
      refusal(context.request())
          .ifPresentOrElse(refused -> answer(context, refused), context::next);
    }
  }

  /** Whether it is a good one is for others to say. */
  private static boolean bringsToken(HttpServerRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    return authorization != null
        && Stream.of("bearer ", "dpop ").anyMatch(authorization.toLowerCase(ROOT)::startsWith);
  }

  private static HttpServerResponse allow(RoutingContext context, Set<String> possible) {
    return context.response().putHeader(HttpHeaders.ALLOW, String.join(", ", possible));
  }

  private static Optional<ScimException> refusal(HttpServerRequest request) {
    int headers =
        request.headers().entries().stream()
            .mapToInt(header -> header.getKey().length() + header.getValue().length())
            .sum();
    if (headers > LARGEST_HEADERS) {
      return refused(431, "the headers have at most " + LARGEST_HEADERS + " bytes together");
    }
    return new Target(request.uri())
        .repeated()
        .map(name -> ScimException.invalidValue(name + " stands there more than once"))
        .or(() -> BODILESS.contains(request.method()) ? Optional.empty() : body(request));
  }

  private static Optional<ScimException> body(HttpServerRequest request) {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
      return refused(415, "a body is not compressed here, and this one is " + encoding);
    }
    return Optional.empty();
  }

  private static Optional<ScimException> refused(int status, String detail) {
    return Optional.of(ScimException.of(status, detail));
  }

  private static void refuse(RoutingContext context, int status, String detail) {
    answer(context, ScimException.of(status, detail));
  }

  private static void answer(RoutingContext context, ScimException refusal) {
    context
        .response()
        .setStatusCode(refusal.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ScimJson.MEDIA_TYPE);
    Farewell.say(
        context,
        Buffer.buffer(
            ScimExceptionMapper.body(refusal.status(), refusal.scimType(), refusal.detail())));
  }
}
