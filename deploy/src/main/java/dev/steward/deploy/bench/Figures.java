package dev.steward.deploy.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was measured, by operation and by place, in the order in which it came. */
final class Figures {

  private final Map<String, Map<String, List<Sample>>> samples = new LinkedHashMap<>();

  void add(String operation, Place place, Sample sample) {
    samples
        .computeIfAbsent(operation, missing -> new LinkedHashMap<>())
        .computeIfAbsent(place.name(), missing -> new ArrayList<>())
        .add(sample);
  }

  Set<String> operations() {
    return samples.keySet();
  }

  /** Those for which an operation was measured. */
  Set<String> places(String operation) {
    return samples.getOrDefault(operation, Map.of()).keySet();
  }

  /** All turns of a place as one. */
  Sample all(String operation, String place) {
    return Sample.together(
        samples.getOrDefault(operation, Map.of()).getOrDefault(place, List.of()));
  }

  /** The requests per second of the middle one of the turns. */
  double perSecond(String operation, String place) {
    List<Double> turns =
        samples.getOrDefault(operation, Map.of()).getOrDefault(place, List.of()).stream()
            .map(Sample::perSecond)
            .sorted()
            .toList();
    return turns.get(turns.size() / 2);
  }

  /** How many times as many requests per second one place answers as another. */
  double ratio(String operation, String place, String other) {
    return perSecond(operation, place) / perSecond(operation, other);
  }
}
