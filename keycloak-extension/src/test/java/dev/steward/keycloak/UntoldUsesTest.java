package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntoldUsesTest {

  @TempDir Path folder;
  private Path below;
  private Path file;
  private UntoldUses untold;

  @BeforeEach
  void open() {
    below = folder.resolve("below");
    file = below.resolve("untold.json");
    untold = new UntoldUses(file);
  }

  @Test
  void areThereForTheNextLifeOfTheServerUnderTheirNames() {
    List<Signal> signals = List.of(counted("a"), counted("b"));

    untold.keep(signals);

    assertThat(new UntoldUses(file).kept()).isEqualTo(signals);
  }

  @Test
  void areThoseThatWereKeptLast() {
    untold.keep(List.of(counted("a"), counted("b")));
    untold.keep(List.of(counted("c")));

    assertThat(untold.kept()).containsExactly(counted("c"));
  }

  @Test
  void areNoneWhenAllWasTold() {
    untold.keep(List.of(counted("a")));
    untold.keep(List.of());

    assertThat(untold.kept()).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void areNobodyElsesBusiness() throws IOException {
    untold.keep(List.of(counted("a")));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(below.toFile().list()).containsExactly("untold.json");
  }

  @Test
  void areLostWhenTheFileIsBroken() throws IOException {
    untold.keep(List.of(counted("a")));
    Files.writeString(file, "[{\"realm\":");

    assertThat(untold.kept()).isEmpty();
    untold.keep(List.of(counted("b")));
    assertThat(untold.kept()).containsExactly(counted("b"));
  }

  @Test
  void areNotToldTwiceWhenNothingCanBeWritten() throws IOException {
    untold.keep(List.of(counted("a")));
    Files.delete(file);
    Files.delete(below);
    Files.writeString(below, "no folder");

    untold.keep(List.of(counted("b")));

    assertThat(untold.kept()).isEmpty();
  }

  private static Signal counted(String jti) {
    return new Signal(
        "realm",
        jti,
        Instant.parse("2026-11-22T10:00:00Z"),
        Signal.USE_COUNTED,
        new Signal.Subject.Realm(),
        Map.of("uses", List.of(Map.of("client", "c", "issued", 3))));
  }
}
