package dev.steward.deploy.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/** What a run of {@link InventoryBench} found, for people. */
final class InventoryReport {

  private final Options options;
  private final Map<String, List<Heaps>> memory = new LinkedHashMap<>();
  private final List<Duration> walks = new ArrayList<>();
  private final List<Sample> between = new ArrayList<>();
  private final List<Sample> during = new ArrayList<>();
  private final Map<String, Duration> seen = new LinkedHashMap<>();
  private String first = "";
  private String alone = "";

  InventoryReport(Options options) {
    this.options = options;
  }

  /** Megabytes of objects that live. */
  private record Heaps(long registry, long keycloak) {}

  void memory(String when, Footprint registry, Footprint keycloak) {
    memory
        .computeIfAbsent(when, none -> new ArrayList<>())
        .add(new Heaps(registry.liveHeap(), keycloak.liveHeap()));
  }

  void first(Duration took, long known) {
    first =
        "The first walk met %,d clients in %.1f s (nobody else asking)."
            .formatted(known, took.toMillis() / 1e3);
  }

  void round(Duration walk, Sample rest, Sample beside) {
    walks.add(walk);
    between.add(rest);
    during.add(beside);
  }

  void alone(Duration took, Duration registry, Duration keycloak, long wal) {
    alone =
        """
        A following walk, nothing having changed and nobody else asking: %.1f s; processor time of \
        the registry %.1f s, of Keycloak %.1f s (PostgreSQL's left out); %,d kB written to \
        PostgreSQL's log."""
            .formatted(
                took.toMillis() / 1e3,
                registry.toMillis() / 1e3,
                keycloak.toMillis() / 1e3,
                wal / 1024);
  }

  void seen(String what, Duration after) {
    seen.put(what, after);
  }

  String markdown() {
    Sample rest = Sample.together(between);
    Sample beside = Sample.together(during);
    StringBuilder text = new StringBuilder("# Inventory\n\n");
    text.append(
        "%,d clients with service accounts in one realm; %d processors, Java %s, %d callers.\n\n"
            .formatted(
                options.inventory(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                options.connections()));
    text.append(first).append("\n\n").append(alone).append("\n\n");
    text.append("Walks beside callers who ask for tokens: ")
        .append(walks.stream().map(walk -> "%.1f s".formatted(walk.toMillis() / 1e3)).toList())
        .append("\n\n| Tokens | per second | median, ms | p95, ms | processor, µs | requests |\n");
    text.append("|---|---:|---:|---:|---:|---:|\n");
    text.append(line("between walks", rest)).append(line("during walks", beside));
    text.append(
        "| ratio | %.2f | %.2f | %.2f | %.2f | |\n"
            .formatted(
                beside.perSecond() / rest.perSecond(),
                beside.within(0.5) / rest.within(0.5),
                beside.within(0.95) / rest.within(0.95),
                beside.busyMicros() / rest.busyMicros()));
    text.append("\n| Live objects, MB | registry | Keycloak |\n|---|---|---|\n");
    memory.forEach(
        (when, heaps) ->
            text.append(
                "| %s | %s | %s |\n"
                    .formatted(
                        when,
                        range(heaps.stream().mapToLong(Heaps::registry).summaryStatistics()),
                        range(heaps.stream().mapToLong(Heaps::keycloak).summaryStatistics()))));
    text.append("\nSeen after: ");
    seen.forEach(
        (what, after) -> text.append("%s %.1f s; ".formatted(what, after.toMillis() / 1e3)));
    return text.append('\n').toString();
  }

  private static String range(LongSummaryStatistics looks) {
    return looks.getMin() == looks.getMax()
        ? Long.toString(looks.getMin())
        : "%d to %d (%d looks)".formatted(looks.getMin(), looks.getMax(), looks.getCount());
  }

  private static String line(String name, Sample sample) {
    return "| %s | %,.0f | %.1f | %.1f | %,.0f | %,d |\n"
        .formatted(
            name,
            sample.perSecond(),
            sample.within(0.5),
            sample.within(0.95),
            sample.busyMicros(),
            sample.requests());
  }
}
