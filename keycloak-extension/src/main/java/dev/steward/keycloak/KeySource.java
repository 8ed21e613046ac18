package dev.steward.keycloak;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;

/** Where the registry publishes the keys that seal permits: a file or an address. */
interface KeySource {

  /** No key set is longer. */
  int LONGEST = 65_536;

  /** How long after one read the next is due. */
  Duration interval();

  /** Reads the keys anew. The message of the exception is for the operator. */
  JWKSet read() throws IOException;

  /** Keeps what was read, for a start at which it cannot be read. */
  default void keep(JWKSet read) throws IOException {}

  /** What was kept last, or nothing. */
  default Optional<JWKSet> kept() throws IOException {
    return Optional.empty();
  }

  /**
   * A URL, or the path of a file.
   *
   * @param copy where the keys of a URL are kept
   */
  static KeySource of(String location, Path copy) {
    if (location.startsWith("http://") || location.startsWith("https://")) {
      return new OverHttp(URI.create(location), new InFile(copy));
    }
    return new InFile(
        location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location));
  }

  private static JWKSet parse(InputStream in, Object from) throws IOException {
    byte[] bytes = in.readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw new IOException("the key set at %s is longer than %d bytes".formatted(from, LONGEST));
    }
    try {
      return JWKSet.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new IOException("%s is not a JWKS: %s".formatted(from, e.getMessage()), e);
    }
  }

  /** A JWKS in a file. */
  record InFile(Path path) implements KeySource {

    @Override
    public Duration interval() {
      return Duration.ofSeconds(2);
    }

    @Override
    public JWKSet read() throws IOException {
      if (!Files.isReadable(path)) {
        throw new IOException("there is no readable key file at " + path);
      }
      try (InputStream in = Files.newInputStream(path)) {
        return parse(in, path);
      }
    }
  }

  /**
   * A JWKS at an address, and its copy in a file of the server's own: a server that starts while
   * the registry is down goes on trusting the keys it trusted last.
   */
  record OverHttp(URI uri, InFile copy) implements KeySource {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final HttpClient CLIENT =
        HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    @Override
    public Duration interval() {
      return Duration.ofSeconds(30);
    }

    @Override
    public JWKSet read() throws IOException {
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .timeout(PATIENCE)
              .header("Accept", "application/json")
              .build();
      try {
        HttpResponse<InputStream> response = CLIENT.send(request, BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
          return parse(in, uri);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("reading the keys at " + uri + " was interrupted", e);
      } catch (IOException e) {
        throw new IOException("the keys at %s cannot be read: %s".formatted(uri, e), e);
      }
    }

    @Override
    public void keep(JWKSet read) throws IOException {
      WholeFile.write(copy.path(), read.toString(true).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<JWKSet> kept() throws IOException {
      return Files.exists(copy.path()) ? Optional.of(copy.read()) : Optional.empty();
    }
  }
}
