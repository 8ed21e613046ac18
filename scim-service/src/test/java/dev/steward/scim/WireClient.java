package dev.steward.scim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/** A client that sends exactly what it is told, well formed or not, on a connection of its own. */
final class WireClient {

  private static final int PATIENCE_MILLIS = 30_000;

  private final URI server =
      URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
  private final String authorization;

  WireClient(String authorization) {
    this.authorization = authorization;
  }

  /** Sends a request line below the root of SCIM, headers, and a body as it stands. */
  Answer send(String method, String target, List<String> headers, byte[] body) {
    StringBuilder head =
        new StringBuilder("%s %s%s HTTP/1.1\r\n".formatted(method, ScimRequest.ROOT, target))
            .append("Host: localhost\r\n");
    if (headers.stream().noneMatch(header -> header.startsWith("Connection:"))) {
      head.append("Connection: close\r\n");
    }
    if (!authorization.isEmpty()) {
      head.append("Authorization: ").append(authorization).append("\r\n");
    }
    headers.forEach(header -> head.append(header).append("\r\n"));
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    message.writeBytes(body);
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(message.toByteArray());
      socket.getOutputStream().flush();
      return Answer.of(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer send(String method, String target, String... headers) {
    return send(method, target, List.of(headers), new byte[0]);
  }

  /** What came back, header names in small letters. */
  record Answer(int status, Map<String, String> headers, String body) {

    static Answer of(byte[] bytes) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      int end = text.indexOf("\r\n\r\n");
      List<String> lines = text.substring(0, end).lines().toList();
      return new Answer(
          Integer.parseInt(lines.get(0).split(" ", 3)[1]),
          lines.stream()
              .skip(1)
              .map(line -> line.split(": *", 2))
              .collect(
                  Collectors.toMap(
                      pair -> pair[0].toLowerCase(Locale.ROOT),
                      pair -> pair[1],
                      (one, other) -> one + ", " + other)),
          text.substring(end + 4));
    }

    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }
}
