package dev.steward.finding;

import dev.steward.database.Asides;
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

/** Everything that is wrong with identities, whoever knows it. */
@ApplicationScoped
public class Findings {

  private final List<FindingSource> sources;
  private final Database database;

  Findings(@All List<FindingSource> sources, Database database) {
    this.sources = sources;
    this.database = database;
  }

  /** What is wrong with each of these identities. */
  public Map<Identity.Id, List<Finding>> of(Collection<Identity> identities) {
    if (identities.isEmpty()) {
      return Map.of();
    }
    Search search = search();
    database.each(
        "select %s%s from identity i where i.id = any (?::text[]::uuid[])"
            .formatted(Search.LOOKED_AT, search.asides().columns()),
        search.asides()::take,
        search
            .asides()
            .parameters(identities.stream().map(identity -> identity.id().toString()).toList())
            .toArray());
    return search.telling().of(identities);
  }

  /** The search of all sources, for whoever has more to look up. */
  public Search search() {
    List<Search> searches = sources.stream().map(FindingSource::search).toList();
    return new Search(
        searches.stream().map(Search::asides).reduce(Asides.NONE, Asides::and),
        identities ->
            merged(searches.stream().map(search -> search.telling().of(identities)).toList()));
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
