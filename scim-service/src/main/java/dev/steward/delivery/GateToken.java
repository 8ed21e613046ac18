package dev.steward.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.address.AddressPart;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The registry's own access token, kept until shortly before it ends. */
@ApplicationScoped
class GateToken {

  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int LONGEST_CAUSE = 300;

  private final GateConfig config;
  private final ObjectMapper json;
  private @Nullable Held held;
  private @Nullable Failure failure;

  GateToken(GateConfig config, ObjectMapper json) {
    this.config = config;
    this.json = json;
  }

  private record Held(String token, long endsAtNanos) {}

  private record Failure(GateUnreachable cause, long atNanos) {}

  /** Whoever waited while another asked in vain learns so at once, and does not wait again. */
  String current(Function<HttpRequest, GateHttp.Reply> http) {
    return current(http, System.nanoTime());
  }

  private synchronized String current(
      Function<HttpRequest, GateHttp.Reply> http, long waitingSince) {
    Held present = held;
    if (present == null || System.nanoTime() - present.endsAtNanos() > 0) {
      Failure known = failure;
      if (known != null && known.atNanos() - waitingSince > 0) {
        throw known.cause();
      }
      present = fetched(http);
      held = present;
    }
    return present.token();
  }

  synchronized void forget() {
    held = null;
  }

  private Held fetched(Function<HttpRequest, GateHttp.Reply> http) {
    try {
      return fetch(http);
    } catch (GateUnreachable e) {
      failure = new Failure(e, System.nanoTime());
      throw e;
    }
  }

  private Held fetch(Function<HttpRequest, GateHttp.Reply> http) {
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(
                AddressPart.of(config.clientId()),
                AddressPart.of(config.clientSecret().orElse("")));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "%s/realms/%s/protocol/openid-connect/token"
                        .formatted(config.url(), AddressPart.of(config.realm()))))
            .timeout(config.timeout())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    GateHttp.Reply reply = http.apply(request);
    if (reply.status() != OK) {
      throw new GateUnreachable(
          "Keycloak gives client %s no token (HTTP %d%s); check steward.keycloak.client-id and client-secret, and what client policies of the realm ask of it"
              .formatted(config.clientId(), reply.status(), why(reply.body())));
    }
    return read(reply.body());
  }

  /** In Keycloak's words, where it says so. */
  private String why(String body) {
    try {
      JsonNode answer = json.readTree(body);
      String words =
          Stream.of("error", "error_description")
              .map(part -> answer.path(part).asText("").strip())
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining(": "))
              .replaceAll("\\p{Cntrl}+", " ");
      return words.isEmpty()
          ? ""
          : ", " + words.substring(0, Math.min(words.length(), LONGEST_CAUSE));
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private Held read(String body) {
    try {
      JsonNode answer = json.readTree(body);
      String token = answer.path("access_token").asText("");
      if (token.isEmpty()) {
        throw new GateUnreachable("Keycloak's token endpoint answered without a token");
      }
      Duration life = Duration.ofSeconds(answer.path("expires_in").asLong(0)).minus(MARGIN);
      return new Held(token, System.nanoTime() + Math.max(0, life.toNanos()));
    } catch (JsonProcessingException e) {
      throw new GateUnreachable("Keycloak's token endpoint did not answer with JSON", e);
    }
  }
}
