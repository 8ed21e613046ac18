package dev.steward.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.steward.deploy.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireTest {

  private HttpServer server;
  private static final String SECRET = "Authorization: Bearer secret\r\n";

  private Wire wire;

  @BeforeEach
  void aServerThatSaysWhatItWasAsked() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          byte[] answer =
              "%s %s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      exchange.getRequestHeaders().getFirst("Authorization"),
                      body)
                  .getBytes(StandardCharsets.UTF_8);
          boolean chunked = exchange.getRequestURI().getPath().contains("chunked");
          exchange.sendResponseHeaders(body.isEmpty() ? 200 : 400, chunked ? 0 : answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    wire =
        new Wire(URI.create("http://localhost:%d/scim".formatted(server.getAddress().getPort())));
  }

  @AfterEach
  void end() {
    wire.close();
    server.stop(0);
  }

  @Test
  void asksOneThingAfterTheOtherOnOneConnection() {
    assertThat(wire.send(Ask.get("/Users/1"), SECRET))
        .isEqualTo(new Wire.Answer(200, "GET /scim/Users/1 Bearer secret "));
    assertThat(wire.send(Ask.get("/chunked"), SECRET))
        .isEqualTo(new Wire.Answer(200, "GET /scim/chunked Bearer secret "));
    assertThat(wire.send(new Ask("PATCH", "/Users/2", "ü"), SECRET))
        .isEqualTo(new Wire.Answer(400, "PATCH /scim/Users/2 Bearer secret ü"));
  }

  @Test
  void saysWhichServerIsGone() {
    wire.send(Ask.get("/Users"), SECRET);
    server.stop(0);

    assertThatThrownBy(() -> wire.send(Ask.get("/Users"), SECRET))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("broke off at GET /Users");
  }
}
