package dev.steward.deploy.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a server does at a stretch: a thousand new ones in one request, a walk through them all. */
final class Feats {

  static final String BULK = "Bulk of 1,000";
  static final String WALK = "walk through all";

  private final Map<String, Bulk> bulks = new LinkedHashMap<>();
  private final Map<String, Walk> walks = new LinkedHashMap<>();

  /** Lets a server make a thousand several times; the middle one counts. None when it cannot. */
  void bulk(Place place, int times) {
    List<Bulk> made = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Bulk.of(place).ifPresent(made::add);
    }
    made.sort(Comparator.comparing(Bulk::took));
    if (!made.isEmpty()) {
      bulks.put(place.name(), made.get(made.size() / 2));
    }
  }

  void walk(Place place) {
    walks.put(place.name(), Walk.through(place));
  }

  Optional<Bulk> bulk(String place) {
    return Optional.ofNullable(bulks.get(place));
  }

  Optional<Walk> walk(String place) {
    return Optional.ofNullable(walks.get(place));
  }

  String of(Place place) {
    return "%s, %s"
        .formatted(
            bulk(place.name())
                .map(
                    bulk ->
                        "Bulk of 1,000 in %,d ms (%,.0f us cpu each)"
                            .formatted(bulk.took().toMillis(), bulk.busyMicros()))
                .orElse("no Bulk"),
            walk(place.name())
                .map(
                    walk ->
                        "walked through %,d at %,.0f/s, memory %s"
                            .formatted(walk.rows(), walk.perSecond(), walk.memory()))
                .orElse("no walk"));
  }
}
