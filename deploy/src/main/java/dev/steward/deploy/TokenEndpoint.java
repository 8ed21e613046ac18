package dev.steward.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A token endpoint for clients that ask in the query, in front of one that is asked by a form.
 *
 * <p>Started with the address of the real one. Listens on a free port of this machine alone, says
 * which in its only line, and runs until it is ended.
 */
public final class TokenEndpoint {

  private final URI tokens;
  private final HttpClient http = HttpClient.newHttpClient();

  private TokenEndpoint(URI tokens) {
    this.tokens = tokens;
  }

  public static void main(String... args) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", new TokenEndpoint(URI.create(args[0]))::answer);
    server.start();
    System.out.println("http://localhost:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpResponse<byte[]> token = ask(exchange);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(token.statusCode(), token.body().length);
      exchange.getResponseBody().write(token.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> ask(HttpExchange exchange) throws IOException, InterruptedException {
    String form = String.valueOf(exchange.getRequestURI().getRawQuery());
    String client = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    return http.send(
        HttpRequest.newBuilder(tokens)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", client)
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofByteArray());
  }
}
