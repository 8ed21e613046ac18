package dev.steward.keycloak;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.util.JsonSerialization;

/**
 * What was counted and perhaps not told yet, in a file of the server's own: a server that is killed
 * forgets no more than it counted since this was written.
 *
 * <p>Where nothing can be written, counts live in memory alone.
 */
final class UntoldUses {

  private static final Logger LOG = Logger.getLogger(UntoldUses.class);
  private static final TypeReference<List<Line>> LINES = new TypeReference<>() {};

  private final Path file;
  private boolean works = true;

  UntoldUses(Path file) {
    this.file = file;
  }

  /** A signal as it is kept. */
  private record Line(String realm, String jti, String at, Map<String, Object> counted) {

    static Line of(Signal signal) {
      return new Line(signal.realm(), signal.jti(), signal.at().toString(), signal.payload());
    }

    Signal signal() {
      return new Signal(
          realm, jti, Instant.parse(at), Signal.USE_COUNTED, new Signal.Subject.Realm(), counted);
    }
  }

  /** Keeps these and none of before. */
  synchronized void keep(List<Signal> signals) {
    try {
      if (signals.isEmpty()) {
        Files.deleteIfExists(file);
      } else {
        List<Line> lines = signals.stream().map(Line::of).toList();
        WholeFile.write(file, JsonSerialization.mapper.writeValueAsBytes(lines));
      }
      works = true;
    } catch (IOException e) {
      if (works) {
        LOG.warnf("counted uses cannot be kept in %s, only in memory: %s", file, e);
      }
      works = false;
      forget();
    }
  }

  /** What was kept last. */
  synchronized List<Signal> kept() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<Line> lines = JsonSerialization.mapper.readValue(Files.readAllBytes(file), LINES);
      return lines.stream().map(Line::signal).toList();
    } catch (IOException | RuntimeException e) {
      LOG.warnf("the counted uses in %s cannot be read and are lost: %s", file, e);
      return List.of();
    }
  }

  /** What is in the file may be told under other names by now. */
  private void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.debugf("%s cannot be removed: %s", file, e);
    }
  }
}
