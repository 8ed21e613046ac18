package dev.steward.finding;

import dev.steward.database.Database;
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
  private final Database database;

  Findings(@All List<FindingSource> sources, Database database) {
    this.sources = sources;
    this.database = database;
  }

  /**
   * What is wrong with each of these identities.
   *
   * @param present who is here of the people who answer for them
   */
  public Map<Identity.Id, List<Finding>> of(Collection<Identity> identities, Set<String> present) {
    Search search = search(identities);
    database.lookUp(search.looks());
    return search.found().apply(present);
  }

  /** The search of all sources, for whoever has more to look up. */
  public Search search(Collection<Identity> identities) {
    List<Search> searches =
        identities.isEmpty()
            ? List.of()
            : sources.stream().map(source -> source.search(identities)).toList();
    return new Search(
        searches.stream().flatMap(search -> search.looks().stream()).toList(),
        present -> merged(searches.stream().map(search -> search.found().apply(present)).toList()));
  }

  private static Map<Identity.Id, List<Finding>> merged(
      List<Map<Identity.Id, List<Finding>>> parts) {
    Map<Identity.Id, List<Finding>> all = new HashMap<>();
    for (Map<Identity.Id, List<Finding>> part : parts) {
      part.forEach((id, some) -> all.computeIfAbsent(id, none -> new ArrayList<>()).addAll(some));
    }
    all.values().forEach(some -> some.sort(Comparator.comparing(Finding::reason)));
    return all;
  }
}
