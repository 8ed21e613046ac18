package dev.steward.deploy.bench;

import dev.steward.deploy.Trouble;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * One HTTP/1.1 connection that stays open: a request, its answer, and then the next. A server may
 * close it between two requests; then it is opened again.
 *
 * <p>It does so little that a measurement is about the server. It knows what the servers of a
 * benchmark answer with, and nothing else of HTTP.
 */
final class Wire implements AutoCloseable {

  private static final int PATIENCE = 600_000;

  private final URI server;
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private boolean closing;

  Wire(URI server) {
    this.server = server;
    try {
      socket = open();
      in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      out = socket.getOutputStream();
    } catch (IOException e) {
      throw new Trouble("%s cannot be reached: %s".formatted(server, e.getMessage()), e);
    }
  }

  private Socket open() throws IOException {
    Socket fresh = new Socket(server.getHost(), server.getPort());
    fresh.setTcpNoDelay(true);
    fresh.setSoTimeout(PATIENCE);
    return fresh;
  }

  private void reopen() throws IOException {
    socket.close();
    socket = open();
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    out = socket.getOutputStream();
    closing = false;
  }

  /** What the server answered. */
  record Answer(int status, String text) {

    boolean ok() {
      return status / 100 == 2;
    }
  }

  /**
   * @param headers whole lines that tell who asks and for what
   */
  Answer send(Ask ask, String headers) {
    byte[] request = request(ask, headers);
    try {
      if (closing) {
        reopen();
      }
      Optional<String> first = status(request);
      if (first.isEmpty()) {
        reopen();
        first = status(request);
      }
      return answer(first.orElseThrow(() -> new EOFException("the server does not answer")));
    } catch (IOException e) {
      throw new Trouble(
          "%s broke off at %s %s: %s".formatted(server, ask.method(), ask.path(), e.getMessage()),
          e);
    }
  }

  /** The first line of the answer; nothing when the server had closed the connection before. */
  private Optional<String> status(byte[] request) throws IOException {
    try {
      out.write(request);
      out.flush();
      in.mark(1);
      if (in.read() < 0) {
        return Optional.empty();
      }
      in.reset();
    } catch (SocketException e) {
      return Optional.empty();
    }
    return Optional.of(line());
  }

  private byte[] request(Ask ask, String headers) {
    byte[] body = ask.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(256 + headers.length());
    head.append(ask.method()).append(' ').append(server.getPath()).append(ask.path());
    head.append(" HTTP/1.1\r\nHost: ").append(server.getAuthority());
    head.append("\r\n").append(headers);
    if (body.length > 0) {
      head.append("Content-Type: ").append(ask.type()).append("\r\nContent-Length: ");
      head.append(body.length).append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  private Answer answer(String first) throws IOException {
    int status = Integer.parseInt(first.substring(9, 12));
    int length = status == 204 ? 0 : -1;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
        chunked = true;
      } else if (lower.startsWith("connection:") && lower.contains("close")) {
        closing = true;
      }
    }
    if (chunked) {
      return new Answer(status, chunks());
    }
    if (length < 0) {
      throw new IOException("an answer without a length");
    }
    return new Answer(status, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private String chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.write(in.readNBytes(size));
      line();
    }
    line();
    return body.toString(StandardCharsets.UTF_8);
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new Trouble("%s cannot be left: %s".formatted(server, e.getMessage()), e);
    }
  }
}
