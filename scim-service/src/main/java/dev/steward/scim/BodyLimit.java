package dev.steward.scim;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses bodies that are too large in SCIM's words, before the server does so without a word. */
@ApplicationScoped
class BodyLimit {

  /** Before the server's own limit. */
  private static final int EARLY = 1000;

  private final long most;

  BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
    this.most = most.asLongValue();
  }

  void stand(@Observes Filters filters) {
    filters.register(this::pass, EARLY);
  }

  private void pass(RoutingContext context) {
    if (!context.normalizedPath().startsWith(ScimRequest.ROOT) || size(context) <= most) {
      context.next();
      return;
    }
    HttpServerResponse response = context.response();
    if (context.request().version() != HttpVersion.HTTP_2) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response
        .setStatusCode(413)
        .putHeader(HttpHeaders.CONTENT_TYPE, ScimJson.MEDIA_TYPE)
        .end(
            Buffer.buffer(
                ScimExceptionMapper.body(413, null, "a body has at most " + most + " bytes")));
  }

  private static long size(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
  }
}
