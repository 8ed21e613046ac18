package dev.steward.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.keycloak.util.JsonSerialization;

/** A registry's door for signals that keeps what it is given. */
final class SignalInbox {

  private static final String COUNTED = "urn:dev.steward:secevent:use-counted";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpServer server;
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private final AtomicInteger answer = new AtomicInteger(202);

  private SignalInbox(HttpServer server) {
    this.server = server;
  }

  static SignalInbox open() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      SignalInbox inbox = new SignalInbox(server);
      server.createContext("/signals", inbox::take);
      server.start();
      return inbox;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void close() {
    server.stop(0);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What it answers from now on. */
  void answers(int status) {
    answer.set(status);
  }

  /** Everything that came, repeated ones too. */
  List<Delivery> all() {
    return List.copyOf(deliveries);
  }

  /** What was accepted, each once. */
  List<JsonNode> accepted(Predicate<JsonNode> wanted) {
    return deliveries.stream()
        .filter(delivery -> delivery.status == 202)
        .map(Delivery::claims)
        .filter(wanted)
        .distinct()
        .toList();
  }

  /** Waits for the first accepted one that is wanted. */
  JsonNode awaited(Predicate<JsonNode> wanted) {
    await(() -> !accepted(wanted).isEmpty(), "no such signal came");
    return accepted(wanted).getFirst();
  }

  /** What it was told that a client used, each telling once. */
  List<JsonNode> uses(String client) {
    List<JsonNode> uses = new ArrayList<>();
    for (JsonNode claims : accepted(each -> each.path("events").has(COUNTED))) {
      for (JsonNode use : claims.path("events").path(COUNTED).path("uses")) {
        if (use.path("client").asText().equals(client)) {
          uses.add(use);
        }
      }
    }
    return uses;
  }

  /** The sum of one number of those. */
  long counted(String client, String... path) {
    long sum = 0;
    for (JsonNode use : uses(client)) {
      JsonNode at = use;
      for (String name : path) {
        at = at.path(name);
      }
      sum += at.asLong();
    }
    return sum;
  }

  static void await(BooleanSupplier reached, String otherwise) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(otherwise);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String token = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      int status = answer.get();
      deliveries.add(
          new Delivery(token, exchange.getRequestHeaders().getFirst("Content-Type"), status));
      exchange.sendResponseHeaders(status, -1);
    }
  }

  /** One POST. */
  record Delivery(String token, String type, int status) {

    JsonNode claims() {
      try {
        return JsonSerialization.mapper.readTree(jws().getPayload().toString());
      } catch (IOException e) {
        throw new AssertionError("no claims in " + token, e);
      }
    }

    JWSObject jws() {
      try {
        return JWSObject.parse(token);
      } catch (ParseException e) {
        throw new AssertionError("not a token: " + token, e);
      }
    }

    /** Whether one of these keys signed it. */
    boolean signedBy(JWKSet keys) {
      Optional<JWK> key = Optional.ofNullable(keys.getKeyByKeyId(jws().getHeader().getKeyID()));
      try {
        return key.isPresent()
            && jws()
                .verify(
                    new DefaultJWSVerifierFactory()
                        .createJWSVerifier(
                            jws().getHeader(), ((AsymmetricJWK) key.get()).toPublicKey()));
      } catch (JOSEException e) {
        throw new AssertionError(e);
      }
    }
  }
}
