package dev.steward.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The PostgreSQL that a killed service left behind. */
final class OrphanedServer {

  private static final Logger LOG = Logger.getLogger(OrphanedServer.class);
  private static final int PATIENCE_SECONDS = 60;

  private OrphanedServer() {}

  /** Ends the server that still runs on a data directory, the way {@code pg_ctl stop} does. */
  static void stopIn(Path data) throws IOException {
    Optional<ProcessHandle> orphan = runningOn(data.resolve("postmaster.pid"));
    if (orphan.isEmpty()) {
      return;
    }
    LOG.warnf("stopping the PostgreSQL that an earlier run left behind pid=%d", orphan.get().pid());
    try {
      // SIGINT is PostgreSQL's fast shutdown: sessions end, the data is written
      new ProcessBuilder("kill", "-INT", Long.toString(orphan.get().pid())).start().waitFor();
      orphan.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while stopping an orphaned PostgreSQL", e);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IOException(
          "the PostgreSQL with process id %d still runs on %s; stop it by hand"
              .formatted(orphan.get().pid(), data.toAbsolutePath()),
          e);
    }
  }

  private static Optional<ProcessHandle> runningOn(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
        .filter(process -> process.info().command().orElse("").endsWith("postgres"));
  }
}
