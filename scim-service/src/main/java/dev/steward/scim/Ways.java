package dev.steward.scim;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The methods that are possible at the root of SCIM and at the paths below it. */
final class Ways {

  private static final String TYPES = ScimRequest.ROOT + "/(Agents|ServiceAccounts|Users|Groups)";

  /** The first that fits decides. */
  private static final List<Way> ALL =
      List.of(
          way(ScimRequest.ROOT + "/?", "GET"),
          way(ScimRequest.ROOT + "/\\.search", "POST"),
          way(TYPES, "GET", "POST"),
          way(TYPES + "/\\.search", "POST"),
          way(TYPES + "/[^/]+", "GET", "PUT", "PATCH", "DELETE"),
          way(ScimRequest.ROOT + "/(Schemas|ResourceTypes)(/[^/]+)?", "GET"),
          way(ScimRequest.ROOT + "/ServiceProviderConfig", "GET"),
          way(ScimRequest.ROOT + "/Bulk", "POST"),
          way(ScimRequest.ROOT + "/Me", "GET", "POST", "PUT", "PATCH", "DELETE"));

  private record Way(Pattern path, Set<String> methods) {}

  private Ways() {}

  private static Way way(String path, String... methods) {
    Set<String> all = new TreeSet<>(Set.of(methods));
    all.add("OPTIONS");
    if (all.contains("GET")) {
      all.add("HEAD");
    }
    return new Way(Pattern.compile(path), Collections.unmodifiableSet(all));
  }

  /** In alphabetical order; none where nothing is. */
  static Set<String> at(String path) {
    return ALL.stream()
        .filter(way -> way.path().matcher(path).matches())
        .findFirst()
        .map(Way::methods)
        .orElse(Set.of());
  }
}
