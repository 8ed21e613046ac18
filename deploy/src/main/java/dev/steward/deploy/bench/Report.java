package dev.steward.deploy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.deploy.bench.Walk.Memory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What a run of the benchmark found, for people. */
record Report(Options options, Figures figures, Feats feats, List<Place> places) {

  private static final ObjectMapper JSON = new ObjectMapper();

  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("# Benchmark\n\n");
    text.append(machine()).append("\n\n");
    text.append(new Ratios(options, figures, feats, places).markdown()).append('\n');
    text.append(comparison());
    if (options.sizes().size() > 1) {
      text.append('\n').append(growth());
    }
    text.append('\n').append(atAStretch());
    return text.toString();
  }

  /** The same for programs: of each operation and place the rate, the times and the effort. */
  String json() {
    ObjectNode all = JSON.createObjectNode();
    all.put("processors", Runtime.getRuntime().availableProcessors());
    for (String operation : figures.operations()) {
      for (String place : figures.places(operation)) {
        Sample sample = figures.all(operation, place);
        all.withObjectProperty("operations")
            .withObjectProperty(operation)
            .putObject(place)
            .put("perSecond", figures.perSecond(operation, place))
            .put("medianMillis", sample.within(0.5))
            .put("p95Millis", sample.within(0.95))
            .put("processorMicros", sample.busyMicros())
            .put("requests", sample.requests());
      }
    }
    for (Place place : places) {
      feats
          .bulk(place.name())
          .ifPresent(
              bulk ->
                  all.withObjectProperty("bulk")
                      .putObject(place.name())
                      .put("seconds", bulk.took().toMillis() / 1e3)
                      .put("processorMicros", bulk.busyMicros()));
      feats
          .walk(place.name())
          .ifPresent(
              walk ->
                  all.withObjectProperty("walk").set(place.name(), JSON.valueToTree(walked(walk))));
    }
    return all.toPrettyString();
  }

  private static Map<String, Object> walked(Walk walk) {
    return Map.of(
        "rows",
        walk.rows(),
        "perSecond",
        walk.perSecond(),
        "processorMicros",
        walk.busyMicros(),
        "megabytes",
        walk.memory());
  }

  private String machine() {
    return "%d processors, Java %s, %d connections, %d turns of %,d requests each."
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().feature(),
            options.connections(),
            options.rounds(),
            options.turn());
  }

  /** Requests per second, and the first place's beside the others'. */
  private String comparison() {
    String first = places.getFirst().name();
    StringBuilder text = new StringBuilder("| | ");
    places.forEach(place -> text.append(place.name()).append(" | "));
    places.stream().skip(1).forEach(place -> text.append(": ").append(place.name()).append(" | "));
    text.append("\n|---|").append("---:|".repeat(2 * places.size() - 1)).append('\n');
    for (String operation : figures.operations()) {
      Set<String> measured = figures.places(operation);
      if (!measured.containsAll(places.stream().map(Place::name).toList())) {
        continue;
      }
      text.append("| ").append(operation).append(" | ");
      for (Place place : places) {
        text.append(cell(operation, place.name())).append(" | ");
      }
      for (Place place : places.subList(1, places.size())) {
        text.append("%.1f | ".formatted(figures.ratio(operation, first, place.name())));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** What each query costs a large registry, in terms of the small one. */
  private String growth() {
    String small = places.getFirst().name();
    String large = places.get(options.sizes().size() - 1).name();
    StringBuilder text = new StringBuilder();
    text.append("| | ").append(small).append(" | ").append(large).append(" | cost |\n");
    text.append("|---|---:|---:|---:|\n");
    for (String operation : figures.operations()) {
      text.append(
          "| %s | %s | %s | %.2f |%n"
              .formatted(
                  operation,
                  cell(operation, small),
                  cell(operation, large),
                  figures.ratio(operation, small, large)));
    }
    return text.toString();
  }

  private String atAStretch() {
    StringBuilder text = new StringBuilder();
    text.append(
        "| | Bulk of 1,000 | walk through all | live objects on the way, MB | process, MB |\n");
    text.append("|---|---:|---:|---|---|\n");
    for (Place place : places) {
      text.append(
          "| %s | %s | %s |%n"
              .formatted(
                  place.name(),
                  feats
                      .bulk(place.name())
                      .map(
                          bulk ->
                              "%.2f s (%,.0f µs each)"
                                  .formatted(bulk.took().toMillis() / 1e3, bulk.busyMicros()))
                      .orElse("–"),
                  feats
                      .walk(place.name())
                      .map(
                          walk ->
                              "%,d at %,.0f/s (%,.0f µs each) | %s | %s"
                                  .formatted(
                                      walk.rows(),
                                      walk.perSecond(),
                                      walk.busyMicros(),
                                      onTheWay(walk, Memory::live),
                                      onTheWay(walk, Memory::resident)))
                      .orElse("– | – | –")));
    }
    return text.toString();
  }

  private static String onTheWay(Walk walk, ToLongFunction<Memory> part) {
    return walk.memory().stream()
        .map(memory -> Long.toString(part.applyAsLong(memory)))
        .collect(Collectors.joining(" "));
  }

  private String cell(String operation, String place) {
    Sample all = figures.all(operation, place);
    return "%,.0f/s (%.1f, %.1f ms; %,.0f µs)"
        .formatted(
            figures.perSecond(operation, place),
            all.within(0.5),
            all.within(0.95),
            all.busyMicros());
  }
}
