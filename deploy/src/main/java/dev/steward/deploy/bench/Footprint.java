package dev.steward.deploy.bench;

import dev.steward.deploy.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server takes of the machine.
 *
 * @param server the server's own process
 * @param database the processes of the database it works with; none when it keeps all in memory
 */
record Footprint(ProcessHandle server, List<ProcessHandle> database) {

  private static final Duration GLANCE = Duration.ofSeconds(5);

  /** Of a glance: whatever rests looks around now and then. */
  private static final int IDLE_SHARE = 10;

  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  /** The processor time that its processes have used up to now. */
  Duration busy() {
    return Stream.concat(
            Stream.of(server),
            database.stream().flatMap(one -> Stream.concat(Stream.of(one), one.descendants())))
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Whether its processes do next to nothing for some seconds, which this takes. */
  boolean rests() {
    Duration before = busy();
    try {
      Thread.sleep(GLANCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted while a server comes to rest.", e);
    }
    return busy().minus(before).abs().compareTo(GLANCE.dividedBy(IDLE_SHARE)) < 0;
  }

  /** The megabytes of objects that live after a collection. */
  long liveHeap() {
    command("GC.run");
    return command("GC.heap_info")
        .lines()
        .filter(line -> line.contains("heap") && !line.contains("Metaspace"))
        .map(USED::matcher)
        .filter(Matcher::find)
        .mapToLong(found -> Long.parseLong(found.group(1)) / 1024)
        .findFirst()
        .orElseThrow(() -> new Trouble("The heap of a server cannot be looked at."));
  }

  /** The megabytes of memory that the server's process holds; 0 where the system does not say. */
  long resident() {
    Path status = Path.of("/proc/" + server.pid() + "/status");
    try (Stream<String> lines = Files.exists(status) ? Files.lines(status) : Stream.empty()) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new Trouble("The memory of a server cannot be looked at: " + e.getMessage(), e);
    }
  }

  private String command(String what) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(jcmd, Long.toString(server.pid()), what)
              .redirectErrorStream(true)
              .start();
      try (var out = process.inputReader()) {
        return String.join("\n", out.lines().toList());
      }
    } catch (IOException e) {
      throw new Trouble("The heap of a server cannot be looked at: " + e.getMessage(), e);
    }
  }
}
