package dev.steward.scim;

import dev.steward.problem.EarlyRefusals;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses bodies that are too large before they are read, in SCIM's words where SCIM is spoken.
 *
 * <p>A bulk may be larger than anything else. A body that does not tell its length is read up to
 * the same limit.
 */
@ApplicationScoped
class BodyLimit {

  /** Before the server's own limit. */
  private static final int EARLY = 1000;

  /** After the server has set the limit of bodies without a length. */
  private static final int LATE = 1;

  private final EarlyRefusals refusals;
  private final long most;
  private final long mostInBulk;

  BodyLimit(
      EarlyRefusals refusals,
      @ConfigProperty(name = "steward.largest-body", defaultValue = "1M") MemorySize most,
      ScimConfig config) {
    this.refusals = refusals;
    this.most = most.asLongValue();
    this.mostInBulk = config.bulk().maxPayloadSize().asLongValue();
  }

  void stand(@Observes Filters filters) {
    filters.register(this::refuse, EARLY);
    filters.register(this::leave, LATE);
  }

  private void refuse(RoutingContext context) {
    if (size(context) <= most(context)) {
      context.next();
      return;
    }
    if (context.normalizedPath().startsWith(ScimRequest.ROOT)) {
      context
          .response()
          .setStatusCode(413)
          .putHeader(HttpHeaders.CONTENT_TYPE, ScimJson.MEDIA_TYPE);
      Farewell.say(context, Buffer.buffer(ScimExceptionMapper.body(413, null, words(context))));
    } else {
      Farewell.say(context, Buffer.buffer(refusals.refuse(context, 413, words(context))));
    }
  }

  /** The server would answer with a header that HTTP/2 forbids, and without a word. */
  private void leave(RoutingContext context) {
    context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, Long.MAX_VALUE);
    context.next();
  }

  long most(RoutingContext context) {
    return isBulk(context) ? mostInBulk : most;
  }

  String words(RoutingContext context) {
    return isBulk(context)
        ? "a bulk has at most %d bytes (maxPayloadSize)".formatted(mostInBulk)
        : "a body has at most %d bytes".formatted(most);
  }

  private static boolean isBulk(RoutingContext context) {
    return context.normalizedPath().equals(BulkResource.PATH);
  }

  private static long size(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
  }
}
