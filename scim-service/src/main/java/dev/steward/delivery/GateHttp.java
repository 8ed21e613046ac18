package dev.steward.delivery;

import dev.steward.address.AddressPart;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** HTTP to Keycloak: bounded in time and size, and with a fresh token after a refused one. */
@ApplicationScoped
class GateHttp {

  /** A page of the inventory is the longest answer there is. */
  private static final int LONGEST_ANSWER = 8 * 1024 * 1024;

  private static final Duration TO_CONNECT = Duration.ofSeconds(5);
  private static final int UNAUTHORIZED = 401;

  private final GateConfig config;
  private final GateToken token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(TO_CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  GateHttp(GateConfig config, GateToken token) {
    this.config = config;
    this.token = token;
  }

  /** A status and a body of bounded size. */
  record Reply(int status, String type, String body) {

    /** Whether it is a refusal in the gate's own words. */
    boolean isProblem() {
      return type.startsWith("application/problem+json");
    }
  }

  /** Asks the gate of a realm. The path's segments are encoded here. */
  Reply send(String method, String realm, String type, String body, String query, String... path) {
    URI uri =
        URI.create(
            "%s/admin/realms/%s/steward/%s%s"
                .formatted(config.url(), encoded(realm), encoded(path), query));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(config.timeout())
            .header("Accept", "application/json")
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    Reply reply = exchange(authorized(request));
    if (reply.status() != UNAUTHORIZED) {
      return reply;
    }
    token.forget();
    return exchange(authorized(request));
  }

  /** Asks a realm for what it tells anybody. The path's segments are encoded here. */
  Reply read(String realm, String... path) {
    URI uri = URI.create("%s/realms/%s/%s".formatted(config.url(), encoded(realm), encoded(path)));
    return exchange(
        HttpRequest.newBuilder(uri)
            .timeout(config.timeout())
            .header("Accept", "application/json")
            .build());
  }

  /**
   * Asks the client registration of a realm.
   *
   * @param bearer the token of a client that is registered already; null for our own
   */
  Reply register(
      String method, String realm, @Nullable String bearer, String body, String... path) {
    URI uri =
        URI.create(
            "%s/realms/%s/clients-registrations/%s"
                .formatted(config.url(), encoded(realm), encoded(path)));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(config.timeout())
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    return exchange(
        bearer == null
            ? authorized(request)
            : request.setHeader("Authorization", "Bearer " + bearer).build());
  }

  /** The registry's own access token. */
  String ownToken() {
    return token.current(this::exchange);
  }

  private HttpRequest authorized(HttpRequest.Builder request) {
    String bearer = token.current(this::exchange);
    return request.setHeader("Authorization", "Bearer " + bearer).build();
  }

  private Reply exchange(HttpRequest request) {
    Future<HttpResponse<byte[]>> answer =
        http.sendAsync(request, ignored -> new BoundedBody(LONGEST_ANSWER));
    try {
      HttpResponse<byte[]> response =
          answer.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return new Reply(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          new String(response.body(), StandardCharsets.UTF_8));
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new GateUnreachable("no answer from Keycloak within " + config.timeout(), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BoundedBody.TooLong tooLong) {
        throw new AnswerTooLong(tooLong);
      }
      throw new GateUnreachable("Keycloak cannot be reached: " + causeOf(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GateUnreachable("interrupted while waiting for Keycloak", e);
    }
  }

  private static String causeOf(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof ConnectException && cause.getMessage() == null) {
      return "nothing takes connections at its address";
    }
    return cause instanceof IOException && cause.getMessage() != null
        ? cause.getMessage()
        : String.valueOf(cause);
  }

  private static String encoded(String... segments) {
    return Arrays.stream(segments).map(AddressPart::of).collect(Collectors.joining("/"));
  }

  @PreDestroy
  void close() {
    http.shutdownNow();
  }
}
