package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.testing.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A client of the SCIM service under test. */
final class ScimClient {

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final @Nullable String token;

  ScimClient(@Nullable String token) {
    this.base =
        URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + "/scim/v2");
    this.token = token;
  }

  static ScimClient allowed(String scopes) {
    return new ScimClient(Tokens.service("provisioner", scopes));
  }

  URI base() {
    return base;
  }

  Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  Answer post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  Answer put(String path, String body, String... headers) {
    return send("PUT", path, body, headers);
  }

  Answer patch(String path, String operations, String... headers) {
    return send(
        "PATCH",
        path,
        "{'schemas': ['%s'], 'Operations': [%s]}".formatted(Urn.PATCH_OP, operations),
        headers);
  }

  Answer delete(String path, String... headers) {
    return send("DELETE", path, null, headers);
  }

  Answer filtered(String path, String filter) {
    return get(path + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
  }

  /** Sends a body written with single quotes. */
  Answer send(String method, String path, @Nullable String body, String... headers) {
    return exchange(
        method,
        path,
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.replace('\'', '"')),
        headers);
  }

  /** Sends a body without telling its length. */
  Answer postInChunks(String path, String body) {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return exchange(
        "POST", path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
  }

  private Answer exchange(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).method(method, body);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body.contentLength() != 0) {
      request.header("Content-Type", ScimJson.MEDIA_TYPE);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What came back. */
  record Answer(HttpResponse<byte[]> response) {

    int status() {
      return response.statusCode();
    }

    ObjectNode json() {
      return ScimJson.read(response.body());
    }

    String id() {
      return json().required("id").textValue();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    ObjectNode governance() {
      return (ObjectNode) json().required(Urn.GOVERNANCE);
    }

    @Override
    public String toString() {
      return status() + " " + new String(response.body(), StandardCharsets.UTF_8);
    }
  }
}
