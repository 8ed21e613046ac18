package dev.steward.deploy.bench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What the figures come to: how many times as fast the registry is as the others, and how many
 * times as much a large registry costs as a small one, by the clock and by the processor.
 */
record Ratios(Options options, Figures figures, Feats feats, List<Place> places) {

  /** What one thing costs at a place, in microseconds; nothing where it was not measured. */
  private interface Cost extends Function<Place, OptionalDouble> {}

  String markdown() {
    Place small = places.getFirst();
    List<Place> larger = places.subList(1, options.sizes().size());
    List<Place> others = places.subList(options.sizes().size(), places.size());
    StringBuilder text = new StringBuilder("| times as fast as, by the clock (by the processor) |");
    others.forEach(place -> text.append(' ').append(place.name()).append(" |"));
    larger.forEach(
        place -> text.append(" cost of %s : %s |".formatted(place.name(), small.name())));
    text.append("\n|---|").append("---:|".repeat(places.size() - 1)).append('\n');
    for (String operation : figures.operations()) {
      row(
          text,
          operation,
          measured(operation, name -> 1e6 / figures.perSecond(operation, name)),
          measured(operation, name -> figures.all(operation, name).busyMicros()));
    }
    row(
        text,
        Feats.BULK,
        place -> feats.bulk(place.name()).stream().mapToDouble(b -> 1e6 / b.perSecond()).findAny(),
        place -> feats.bulk(place.name()).stream().mapToDouble(Bulk::busyMicros).findAny());
    row(
        text,
        Feats.WALK,
        place -> feats.walk(place.name()).stream().mapToDouble(w -> 1e6 / w.perSecond()).findAny(),
        place -> feats.walk(place.name()).stream().mapToDouble(Walk::busyMicros).findAny());
    return text.toString();
  }

  private void row(StringBuilder text, String name, Cost time, Cost processor) {
    Place small = places.getFirst();
    List<Place> larger = places.subList(1, options.sizes().size());
    List<Place> others = places.subList(options.sizes().size(), places.size());
    text.append("| ").append(name).append(" |");
    others.forEach(place -> text.append(cell(place, small, time, processor)));
    larger.forEach(place -> text.append(cell(place, small, time, processor)));
    text.append('\n');
  }

  private static String cell(Place place, Place small, Cost time, Cost processor) {
    if (time.apply(place).isEmpty() || time.apply(small).isEmpty()) {
      return " – |";
    }
    return " %.2f (%.2f) |"
        .formatted(
            time.apply(place).getAsDouble() / time.apply(small).getAsDouble(),
            processor.apply(place).getAsDouble() / processor.apply(small).getAsDouble());
  }

  private Cost measured(String operation, ToDoubleFunction<String> cost) {
    return place ->
        figures.places(operation).contains(place.name())
            ? OptionalDouble.of(cost.applyAsDouble(place.name()))
            : OptionalDouble.empty();
  }
}
