package dev.steward.finding;

import dev.steward.identity.Identity;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that is wrong with identities, whoever knows it. */
@ApplicationScoped
public class Findings {

  private final List<FindingSource> sources;

  Findings(@All List<FindingSource> sources) {
    this.sources = sources;
  }

  /**
   * Each source is asked once, about all of them.
   *
   * @param present who is here of the people who answer for them
   */
  public Map<Identity.Id, List<Finding>> of(Collection<Identity> identities, Set<String> present) {
    Map<Identity.Id, List<Finding>> all = new HashMap<>();
    if (!identities.isEmpty()) {
      for (FindingSource source : sources) {
        source
            .findings(identities, present)
            .forEach((id, some) -> all.computeIfAbsent(id, none -> new ArrayList<>()).addAll(some));
      }
    }
    all.values().forEach(some -> some.sort(Comparator.comparing(Finding::reason)));
    return all;
  }
}
