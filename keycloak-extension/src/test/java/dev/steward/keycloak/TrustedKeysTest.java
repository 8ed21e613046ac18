package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import dev.steward.seal.BrokenSealException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedKeysTest {

  private final ECKey first = TestRegistry.freshKey();
  private final ECKey second = TestRegistry.freshKey();

  @TempDir private Path folder;
  private Path file = Path.of("");
  private TrustedKeys keys = new TrustedKeys(null, Clock.systemUTC());

  @BeforeEach
  void trustAFile() {
    file = folder.resolve("keys.json");
    keys =
        new TrustedKeys(
            KeySource.of(file.toString(), folder.resolve("kept.json")), Clock.systemUTC());
  }

  @Test
  void withoutASourceNothingOpensAndTheProblemSaysWhatToDo() {
    TrustedKeys none = new TrustedKeys(null, Clock.systemUTC());
    none.refresh();

    assertThat(none.problem()).hasValueSatisfying(p -> assertThat(p).contains("registry-keys"));
    assertThatThrownBy(() -> none.open("x")).isInstanceOf(BrokenSealException.class);
  }

  @Test
  void aMissingFileIsAProblemUntilItIsThere() throws IOException {
    keys.refresh();
    assertThat(keys.problem()).hasValueSatisfying(p -> assertThat(p).contains("no readable"));

    publish(first);
    keys.refresh();
    assertThat(keys.problem()).isEmpty();
    assertThat(keys.keyIds()).hasSize(1);
  }

  @Test
  void rotationTrustsBothKeys() throws IOException {
    publish(first, second);
    keys.refresh();

    assertThat(keys.keyIds()).hasSize(2);
  }

  @Test
  void aBrokenFileKeepsTheKeysOfBefore() throws IOException {
    publish(first);
    keys.refresh();
    Files.writeString(file, "{");
    keys.refresh();

    assertThat(keys.keyIds()).hasSize(1);
    assertThat(keys.problem()).hasValueSatisfying(p -> assertThat(p).contains("is not a JWKS"));
  }

  @Test
  void aKeySetWithoutUsableKeysKeepsTheKeysOfBefore() throws IOException {
    publish(first);
    keys.refresh();
    Files.writeString(file, "{\"keys\":[]}");
    keys.refresh();

    assertThat(keys.keyIds()).hasSize(1);
    assertThat(keys.problem()).isPresent();
  }

  @Test
  void aServerThatStartsWithoutTheRegistryTrustsTheKeysItTrustedLast() throws IOException {
    HttpServer registry =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body = new JWKSet(List.of(first)).toString(true).getBytes(StandardCharsets.UTF_8);
    registry.createContext(
        "/keys",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    registry.start();
    String address = "http://127.0.0.1:%d/keys".formatted(registry.getAddress().getPort());
    Path copy = folder.resolve("data").resolve("kept.json");
    new TrustedKeys(KeySource.of(address, copy), Clock.systemUTC()).refresh();
    registry.stop(0);

    TrustedKeys restarted = new TrustedKeys(KeySource.of(address, copy), Clock.systemUTC());
    restarted.refresh();

    assertThat(restarted.keyIds()).hasSize(1);
    assertThat(restarted.problem())
        .hasValueSatisfying(p -> assertThat(p).contains("cannot be read"));
    assertThat(copy).content().doesNotContain("\"d\"");
  }

  @Test
  void aFileBeyondAllMeasureIsRefused() throws IOException {
    Files.writeString(file, " ".repeat(KeySource.LONGEST + 1));
    keys.refresh();

    assertThat(keys.problem()).hasValueSatisfying(p -> assertThat(p).contains("longer than"));
  }

  private void publish(ECKey... published) throws IOException {
    List<JWK> list = Arrays.<JWK>asList(published);
    Files.writeString(file, new JWKSet(list).toString(true));
  }
}
