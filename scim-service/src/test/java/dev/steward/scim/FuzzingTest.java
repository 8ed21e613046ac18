package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lets Jazzer look for inputs that break what reads them, in a process of its own.
 *
 * <p>In a build it makes a number of tries on every reader, the same ones every time. {@code
 * deploy/fuzz} lets it search in one reader after the other for as long as one likes, and the next
 * time from where it left off.
 */
class FuzzingTest {

  private static final int TRIES = 10_000;
  private static final int SECONDS = Integer.getInteger("steward.fuzz.seconds", 0);
  private static final long LONGEST = SECONDS + 900L;

  private static final Path SEEDS = Path.of("src", "test", "resources", "fuzz");
  private static final Path FOUND = Path.of("target", "fuzz");

  @TempDir private Path forgotten;

  static List<Class<?>> readers() {
    return SECONDS == 0
        ? List.of(EveryFuzz.class)
        : List.of(
            FilterFuzz.class,
            PathFuzz.class,
            PatchFuzz.class,
            DocumentFuzz.class,
            BulkFuzz.class,
            CursorFuzz.class);
  }

  @ParameterizedTest
  @MethodSource("readers")
  void findsNothingThatBreaks(Class<?> reader) throws IOException, InterruptedException {
    Path found = Files.createDirectories(FOUND.resolve(reader.getSimpleName()));
    Path log = found.resolve("log.txt");
    Process fuzzer =
        new ProcessBuilder(command(reader, found))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(fuzzer.waitFor(LONGEST, TimeUnit.SECONDS)).as("it ends").isTrue();
      assertThat(fuzzer.exitValue())
          .as("the input is in %s; put it beside the seeds:%n%s", found, end(log))
          .isZero();
    } finally {
      fuzzer.destroyForcibly().waitFor();
    }
  }

  private List<String> command(Class<?> reader, Path found) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + reader.getName(),
                "--instrumentation_includes=dev.steward.scim.**",
                "--custom_hook_includes=dev.steward.scim.**",
                "--reproducer_path=" + found,
                "-artifact_prefix=" + found + "/",
                "-dict=" + SEEDS.resolve("dictionary.txt"),
                "-rss_limit_mb=0",
                "-timeout=120",
                "-print_final_stats=1"));
    if (SECONDS == 0) {
      command.add(1, "-XX:TieredStopAtLevel=1");
      command.addAll(List.of("-runs=" + TRIES, "-seed=1", forgotten.toString()));
    } else {
      Path corpus = Files.createDirectories(found.resolve("corpus"));
      command.addAll(List.of("-max_total_time=" + SECONDS, corpus.toString()));
    }
    command.addAll(seeds(reader));
    return command;
  }

  /** The seeds of a reader, or all of them. */
  private static List<String> seeds(Class<?> reader) throws IOException {
    try (Stream<Path> all = Files.list(SEEDS)) {
      return all.filter(Files::isDirectory)
          .filter(
              one ->
                  reader == EveryFuzz.class
                      || one.getFileName().toString().equals(reader.getSimpleName()))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }

  private static String end(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }
}
