package dev.steward.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processes that {@code deploy/up} started, in a file from which {@code deploy/down} ends them.
 *
 * <p>A line is a name, a process id and the moment the process was born, as the system tells it: an
 * id that was given to a stranger since has another birth.
 */
final class OwnProcesses {

  private final Path file;
  private final Map<Long, String> lines = new LinkedHashMap<>();

  private OwnProcesses(Path file) {
    this.file = file;
  }

  /** The processes in the file that still live. */
  static OwnProcesses in(Path file) {
    OwnProcesses processes = new OwnProcesses(file);
    try {
      List<String> known = Files.exists(file) ? Files.readAllLines(file) : List.of();
      for (String line : known) {
        String[] words = line.split(" ", 3);
        long pid = Long.parseLong(words[1]);
        if (birth(pid).equals(Optional.of(words[2]))) {
          processes.lines.put(pid, line);
        }
      }
      return processes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean running(String name) {
    return lines.values().stream().anyMatch(line -> line.startsWith(name + " "));
  }

  /**
   * Starts something and writes down its processes as they appear, so that none is forgotten even
   * when this program is killed in the middle.
   *
   * @param whose which of this program's processes to write down: its children or all descendants
   */
  <T> T watch(
      String name, Function<ProcessHandle, Stream<ProcessHandle>> whose, Supplier<T> start) {
    Thread watcher = Thread.ofPlatform().daemon().start(() -> writeDown(name, whose, true));
    try {
      return start.get();
    } finally {
      watcher.interrupt();
      writeDown(name, whose, false);
    }
  }

  private void writeDown(
      String name, Function<ProcessHandle, Stream<ProcessHandle>> whose, boolean again) {
    do {
      synchronized (this) {
        whose
            .apply(ProcessHandle.current())
            .map(ProcessHandle::pid)
            .filter(pid -> !lines.containsKey(pid))
            .forEach(
                pid -> birth(pid).ifPresent(born -> lines.put(pid, name + " " + pid + " " + born)));
        save();
      }
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        return;
      }
    } while (again);
  }

  private void save() {
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(fresh, lines.values());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * As {@code born} in deploy/down: clock ticks since the boot where /proc has them, else a date.
   */
  private static Optional<String> birth(long pid) {
    try {
      Path stat = Path.of("/proc/" + pid + "/stat");
      if (Files.isDirectory(Path.of("/proc/self"))) {
        String text = Files.readString(stat, StandardCharsets.UTF_8);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        return fields[0].equals("Z") ? Optional.empty() : Optional.of(fields[19]);
      }
      Process ps = new ProcessBuilder("ps", "-o", "lstart=", "-p", Long.toString(pid)).start();
      try (var out = ps.inputReader()) {
        String text = out.lines().collect(Collectors.joining()).strip().replaceAll("\\s+", "_");
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
      }
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
