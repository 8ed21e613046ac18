package dev.steward.people;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The people whom somebody named, as the registry knows them.
 *
 * @param aliases the ids of those who were named by what Keycloak calls them
 * @param known who they are, by their ids
 */
public record Named(Map<String, String> aliases, Map<String, Person> known) {

  /** Nobody. */
  public static final Named NOBODY = new Named(Map.of(), Map.of());

  /**
   * One who was found.
   *
   * @param subject who that is in Keycloak's tokens; empty when that is not known, or not any more
   * @param fresh whether Keycloak has just said that they are there
   */
  record Found(Person person, String subject, boolean fresh) {}

  static Named of(Collection<String> names, List<Found> found) {
    Map<String, String> aliases = new HashMap<>();
    Map<String, Person> known = new HashMap<>();
    for (Found one : found) {
      known.put(one.person().id(), one.person());
      if (!one.subject().equals(one.person().id()) && names.contains(one.subject())) {
        aliases.put(one.subject(), one.person().id());
      }
    }
    return new Named(Map.copyOf(aliases), Map.copyOf(known));
  }

  /** Whether they are all there, so that nobody else needs to be asked about. */
  public boolean knows(Set<String> ids) {
    return known.keySet().containsAll(ids);
  }
}
