package dev.steward.adoption;

import dev.steward.adoption.ShadowReport.Filter;
import dev.steward.delivery.Shadow;
import dev.steward.delivery.Shadows;
import dev.steward.delivery.Shadows.Place;
import dev.steward.identity.Identity.Client;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the shadows that a filter takes, those that can do most first. */
@ApplicationScoped
class ShadowSearch {

  private static final int STRETCH = 500;
  private static final int MOST_LOOKED_AT = 5_000;

  private final Shadows shadows;
  private final AdoptionRows adoptions;
  private final Clock clock;

  ShadowSearch(Shadows shadows, AdoptionRows adoptions, Clock clock) {
    this.shadows = shadows;
    this.adoptions = adoptions;
    this.clock = clock;
  }

  /** Some of them, and the place from which to go on; null behind the last one. */
  record Part(List<Shadow> shadows, @Nullable Place next) {}

  /** However few there are, no more than so many are looked at. */
  Part part(Filter filter, Place after, int limit) {
    return filter.name() == null
        ? walked(filter, after, limit)
        : called(filter.name(), filter, after, limit);
  }

  private Part called(String name, Filter filter, Place after, int limit) {
    int most = filter.takesAll() ? limit + 1 : MOST_LOOKED_AT;
    List<Shadow> taken =
        taken(filter, shadows.called(name, after, MOST_LOOKED_AT, most)).stream()
            .limit(limit + 1L)
            .toList();
    if (taken.size() > limit) {
      List<Shadow> shown = taken.subList(0, limit);
      return new Part(shown, shown.getLast().place());
    }
    return new Part(taken, shadows.last(after, MOST_LOOKED_AT).orElse(null));
  }

  private Part walked(Filter filter, Place after, int limit) {
    List<Shadow> taken = new ArrayList<>();
    Place last = after;
    int length = filter.takesAll() ? limit + 1 : STRETCH;
    for (int looked = 0; looked < MOST_LOOKED_AT; looked += length) {
      List<Shadow> stretch = shadows.strongest(last, length);
      for (Shadow shadow : taken(filter, stretch)) {
        if (taken.size() == limit) {
          return new Part(taken, taken.getLast().place());
        }
        taken.add(shadow);
      }
      if (stretch.size() < length) {
        return new Part(taken, null);
      }
      last = stretch.getLast().place();
    }
    return new Part(taken, last);
  }

  private List<Shadow> taken(Filter filter, List<Shadow> stretch) {
    if (filter.takesAll()) {
      return stretch;
    }
    Set<Client> asked =
        filter.unasked()
            ? adoptions.open(stretch.stream().map(Shadow::client).toList()).keySet()
            : Set.of();
    return stretch.stream()
        .filter(shadow -> !asked.contains(shadow.client()))
        .filter(shadow -> Flag.of(shadow, clock).containsAll(filter.flags()))
        .toList();
  }
}
