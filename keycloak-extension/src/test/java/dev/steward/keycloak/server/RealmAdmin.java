package dev.steward.keycloak.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keycloak's admin REST API with an administrator's token.
 *
 * <p>Paths are below {@code /admin/realms}, such as {@code /acme/clients}. Bodies are JSON: text as
 * it is, anything else as Jackson writes it. A token is taken anew for each use that finds the old
 * one refused, so that moving the server's clock does not end it.
 */
public final class RealmAdmin {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI server;
  private final Map<String, String> credentials;
  private final String realm;
  private String token;

  private RealmAdmin(URI server, String realm, Map<String, String> credentials) {
    this.server = server;
    this.realm = realm;
    this.credentials = credentials;
    this.token = freshToken();
  }

  /** An administrator of the master realm. */
  public static RealmAdmin signIn(URI server, String user, String password) {
    return new RealmAdmin(
        server,
        "master",
        Map.of(
            "grant_type",
            "password",
            "client_id",
            "admin-cli",
            "username",
            user,
            "password",
            password));
  }

  /** A client of a realm that acts on its own. */
  public static RealmAdmin signInClient(URI server, String realm, String client, String secret) {
    return new RealmAdmin(
        server,
        realm,
        Map.of(
            "grant_type", "client_credentials",
            "client_id", client,
            "client_secret", secret));
  }

  public Answer get(String path) {
    return call("GET", path, null);
  }

  public Answer post(String path, @Nullable Object body) {
    return call("POST", path, body);
  }

  public Answer put(String path, @Nullable Object body) {
    return call("PUT", path, body);
  }

  public Answer delete(String path) {
    return call("DELETE", path, null);
  }

  /** Posts and returns the id at the end of the new resource's address. */
  public String create(String path, Object body) {
    Answer answer = post(path, body);
    String location = answer.header("location");
    if (answer.status() != 201 || location == null) {
      throw new ServerTrouble("POST %s was refused: %s".formatted(path, answer));
    }
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /** Calls and insists on success. */
  public JsonNode must(String method, String path, @Nullable Object body) {
    Answer answer = call(method, path, body);
    if (answer.status() / 100 != 2) {
      throw new ServerTrouble("%s %s was refused: %s".formatted(method, path, answer));
    }
    return answer.body();
  }

  public Answer call(String method, String path, @Nullable Object body) {
    return send(method, URI.create(server + "/admin/realms" + path), body);
  }

  Answer send(String method, URI uri, @Nullable Object body) {
    Answer answer = once(method, uri, body);
    if (answer.status() == 401) {
      token = freshToken();
      answer = once(method, uri, body);
    }
    return answer;
  }

  private Answer once(String method, URI uri, @Nullable Object body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
    return exchange(method, request, "application/json", body == null ? null : text(body));
  }

  private String freshToken() {
    Answer answer =
        form(
            URI.create(server + "/realms/" + realm + "/protocol/openid-connect/token"),
            credentials);
    if (answer.status() != 200) {
      throw new ServerTrouble("Keycloak gives this administrator no token: " + answer);
    }
    return answer.body().path("access_token").asText();
  }

  /** Posts a form, as to the token endpoint. */
  public static Answer form(URI uri, Map<String, String> fields) {
    return form(uri, fields, Map.of());
  }

  /** Posts a form with more headers. */
  public static Answer form(URI uri, Map<String, String> fields, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    headers.forEach(request::header);
    String text =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return exchange("POST", request, "application/x-www-form-urlencoded", text);
  }

  /** Sends any request with any body. */
  public static Answer exchange(
      String method, HttpRequest.Builder request, String type, @Nullable String body) {
    request
        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .timeout(Duration.ofMinutes(2));
    if (body != null) {
      request.header("Content-Type", type);
    }
    try {
      return Answer.of(HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new ServerTrouble("Keycloak does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerTrouble("a call to Keycloak was interrupted", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String text(Object body) {
    try {
      return body instanceof String text ? text : JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + body, e);
    }
  }

  /** What the server answered; the body is missing when it was no JSON. */
  public record Answer(int status, Map<String, String> headers, JsonNode body, String text) {

    static Answer of(HttpResponse<String> response) {
      Map<String, String> headers =
          response.headers().map().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      e -> e.getKey().toLowerCase(Locale.ROOT), e -> e.getValue().getFirst()));
      return new Answer(response.statusCode(), headers, parsed(response.body()), response.body());
    }

    public @Nullable String header(String lowerCaseName) {
      return headers.get(lowerCaseName);
    }

    @Override
    public String toString() {
      return status + " " + text;
    }

    private static JsonNode parsed(String text) {
      try {
        JsonNode node = JSON.readTree(text);
        return node == null ? MissingNode.getInstance() : node;
      } catch (JsonProcessingException notJson) {
        return MissingNode.getInstance();
      }
    }
  }
}
