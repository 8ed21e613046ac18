package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.steward.seal.BrokenSealException;
import java.io.IOException;
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
    keys = new TrustedKeys(KeySource.of(file.toString()), Clock.systemUTC());
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
