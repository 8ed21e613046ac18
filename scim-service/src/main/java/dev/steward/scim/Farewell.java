package dev.steward.scim;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * The last word about a request that nobody will read to its end.
 *
 * <p>Quarkus holds bodies back until somebody reads, and Vert.x does not close a connection because
 * a response says so: unless both are seen to, the client waits for the end of the answer.
 */
final class Farewell {

  /** How long a client may go on sending what nobody reads. */
  private static final int PATIENCE_MILLIS = 2_000;

  private Farewell() {}

  static void say(RoutingContext context, Buffer body) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    if (request.isEnded() || request.version() == HttpVersion.HTTP_2) {
      response.end(body);
      return;
    }
    HttpConnection connection = request.connection();
    response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    request.handler(ignored -> {}).resume();
    Future.join(response.end(body), request.end()).onComplete(done -> connection.close());
    context.vertx().setTimer(PATIENCE_MILLIS, late -> connection.close());
  }
}
