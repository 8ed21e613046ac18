package dev.steward.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The way that signals take from the gate to the registry, on which something may happen to them.
 *
 * <p>A signal to which something happens never gets an answer.
 */
final class SignalRelay {

  private final URI registry;
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicReference<@Nullable Blow> armed = new AtomicReference<>();

  private SignalRelay(URI registry, HttpServer server) {
    this.registry = registry;
    this.server = server;
  }

  /** What happens to the next signal in which there is a certain word. */
  private record Blow(String word, boolean arrives, Runnable falls, CountDownLatch fallen) {}

  static SignalRelay to(URI registry) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      SignalRelay relay = new SignalRelay(registry, server);
      server.createContext("/", relay::carry);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Has this happen before the next signal with such a word in it arrives. */
  CountDownLatch before(String word, Runnable falls) {
    return arm(new Blow(word, false, falls, new CountDownLatch(1)));
  }

  /**
   * Has this happen when the next signal with such a word in it was taken, before anybody hears.
   */
  CountDownLatch after(String word, Runnable falls) {
    return arm(new Blow(word, true, falls, new CountDownLatch(1)));
  }

  /** Waits until it has happened. */
  static void await(CountDownLatch fallen) throws InterruptedException {
    if (!fallen.await(90, TimeUnit.SECONDS)) {
      throw new Trouble("Nothing was told that could have been lost on its way.");
    }
  }

  private CountDownLatch arm(Blow blow) {
    armed.set(blow);
    return blow.fallen();
  }

  private void carry(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] token = exchange.getRequestBody().readAllBytes();
      Blow blow = armed.get();
      if (blow == null || !text(token).contains(blow.word()) || !armed.compareAndSet(blow, null)) {
        HttpResponse<byte[]> answer = pass(token);
        exchange.sendResponseHeaders(answer.statusCode(), -1);
        return;
      }
      if (blow.arrives() && pass(token).statusCode() != 202) {
        throw new IOException("the registry did not take it");
      }
      blow.falls().run();
      blow.fallen().countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> pass(byte[] token) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(registry + "/signals"))
            .header("Content-Type", "application/secevent+jwt")
            .POST(BodyPublishers.ofByteArray(token))
            .build(),
        BodyHandlers.ofByteArray());
  }

  private static String text(byte[] token) {
    String claims = new String(token, StandardCharsets.US_ASCII).split("\\.", -1)[1];
    return new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8);
  }
}
