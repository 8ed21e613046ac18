package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import dev.steward.database.Database;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who can open the cursors of whom. */
@QuarkusTest
class CursorSealTest {

  @Inject Database database;

  @TempDir Path directory;

  @Test
  void opensTheCursorsOfEveryServiceOnTheDatabase() {
    ScimClient scim = ScimClient.allowed("scim:read scim:write");
    String run = "cursor-" + UUID.randomUUID();
    for (int i = 0; i < 2; i++) {
      scim.post(
          "/Agents",
          "{'agentUserName': '%s-%d', 'owners': [{'value': '%s'}]}"
              .formatted(run, i, Sample.person()));
    }
    String cursor =
        scim.get("/Agents?cursor&count=1&filter=agentUserName+sw+%22" + run + "%22")
            .json()
            .required("nextCursor")
            .textValue();

    // As another service, or this one after a restart.
    CursorSeal other = onDatabase();

    assertThat(other.open(cursor)).isPresent();
    assertThat(onDatabase().open(other.seal("here"))).contains("here");
  }

  @Test
  void sealsWithTheFirstKeyOfAFileAndOpensWithAll() throws Exception {
    OctetSequenceKey old = new OctetSequenceKeyGenerator(256).generate();
    OctetSequenceKey young = new OctetSequenceKeyGenerator(256).generate();
    CursorSeal before = onFile(old);
    CursorSeal turning = onFile(young, old);
    CursorSeal after = onFile(young);

    assertThat(turning.open(before.seal("here"))).contains("here");
    assertThat(after.open(turning.seal("there"))).contains("there");
    assertThat(after.open(before.seal("here"))).isEmpty();
    assertThat(onDatabase().open(after.seal("here"))).isEmpty();
  }

  @Test
  void wantsKeysThatAreLongEnough() throws Exception {
    OctetSequenceKey weak = new OctetSequenceKeyGenerator(128).generate();

    assertThatThrownBy(() -> onFile(weak))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no 256-bit key");
  }

  private CursorSeal onDatabase() {
    return new CursorSeal(CursorSeal.shared(database));
  }

  private CursorSeal onFile(JWK... keys) throws IOException {
    Path file = directory.resolve(UUID.randomUUID() + ".json");
    Files.writeString(file, new JWKSet(List.of(keys)).toString(false));
    return new CursorSeal(CursorSeal.read(file));
  }
}
