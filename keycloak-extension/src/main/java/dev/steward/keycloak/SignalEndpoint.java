package dev.steward.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The registry's door for signals (RFC 8935). */
final class SignalEndpoint {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LONGEST_ANSWER = 500;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI address;

  SignalEndpoint(URI registry) {
    String base = registry.toString();
    this.address = URI.create((base.endsWith("/") ? base : base + "/") + "signals");
  }

  URI address() {
    return address;
  }

  Answer take(String token) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/secevent+jwt")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(token))
            .build();
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        String text = new String(body.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
        return switch (response.statusCode()) {
          case 200, 202, 204 -> new Answer.Accepted();
          case 400, 413 -> new Answer.Refused(text.replaceAll("\\p{Cntrl}", " "));
          default -> new Answer.NotNow("%s answers %d".formatted(address, response.statusCode()));
        };
      }
    } catch (IOException e) {
      return new Answer.NotNow("%s does not answer: %s".formatted(address, e));
    }
  }

  /** What the registry said. */
  sealed interface Answer {

    /** It has it, perhaps since before. */
    record Accepted() implements Answer {}

    /** It will never take it. */
    record Refused(String why) implements Answer {}

    /** It may take it later. */
    record NotNow(String why) implements Answer {}
  }
}
