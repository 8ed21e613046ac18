package dev.steward.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends the requests that cases describe. */
record CaseClient(URI base, String token) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What came back: a status, headers, and the body as JSON where it is that. */
  record Reply(int status, HttpResponse<String> response, JsonNode json) {

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The version of the resource that came back. */
    String etag() {
      String tag = header("ETag");
      return tag.isEmpty() ? json.path("meta").path("version").asText() : tag;
    }

    @Override
    public String toString() {
      return status + " " + response.body();
    }
  }

  Reply send(JsonNode request) {
    HttpRequest.Builder message =
        HttpRequest.newBuilder(URI.create(base + address(request)))
            .timeout(PATIENCE)
            .method(request.path("verb").asText("GET"), body(request))
            .setHeader("Accept", ScimJson.MEDIA_TYPE);
    if (!request.path("withoutToken").booleanValue()) {
      message.setHeader("Authorization", "Bearer " + token);
    }
    if (request.has("document") || request.has("text")) {
      message.setHeader("Content-Type", ScimJson.MEDIA_TYPE);
    }
    for (Map.Entry<String, JsonNode> header : request.path("headers").properties()) {
      message.setHeader(header.getKey(), header.getValue().textValue());
    }
    return reply(message.build());
  }

  private static Reply reply(HttpRequest message) {
    try {
      var response = HTTP.send(message, BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Reply(response.statusCode(), response, json(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String body) {
    try {
      return CaseFile.JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static BodyPublisher body(JsonNode request) {
    if (request.has("text")) {
      return BodyPublishers.ofString(request.path("text").textValue());
    }
    return request.has("document")
        ? BodyPublishers.ofString(request.path("document").toString())
        : BodyPublishers.noBody();
  }

  private static String address(JsonNode request) {
    String path = request.required("path").textValue();
    if (request.has("queryAsSent")) {
      return path + "?" + request.path("queryAsSent").textValue();
    }
    if (!request.has("query")) {
      return path;
    }
    return request.path("query").properties().stream()
        .map(
            parameter ->
                parameter.getKey()
                    + "="
                    + URLEncoder.encode(parameter.getValue().textValue(), StandardCharsets.UTF_8)
                        .replace("+", "%20"))
        .collect(Collectors.joining("&", path + "?", ""));
  }
}
